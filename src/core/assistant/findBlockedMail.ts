import type { Count } from '../logs/figures/counts';
import { type EventFilter, passes } from '../logs/figures/eventFilter';
import { MailJoin } from '../logs/figures/mailJoin';
import { IncidentCounter } from '../logs/figures/summary';
import type { Clock } from '../logs/formats/clock';
import type { LogEvent } from '../logs/formats/event';
import { sortFiles } from '../mixed/mixedFiles';
import type { AllowedFolders, ToolReading } from './allowedFolders';
import type { ToolAnswer } from './answer';
import { filesIn, UnreadCount } from './folderFiles';
import { RefusedError } from './refusal';
import type { ToolInput } from './toolInput';

/** Messages that are listed unless more are asked for. */
const usualMails = 10;
/** Names of a table. */
const mostNames = 10;

/** How much mail is blocked, since when, and whose; the latest messages one by one. */
export async function findBlockedMail(
  { code, sender, since, until, limit = usualMails }: ToolInput,
  { places, folders, clock }: ToolReading,
): Promise<ToolAnswer> {
  const unread = new UnreadCount();
  const { logs } = await sortFiles(filesIn(places), unread.complain);
  const join = new MailJoin();
  const found = new FoundMails(
    { code, ...named(sender), since: at('since', since), until: at('until', until) },
    clock,
    limit,
  );
  await unread.readSources(logs, clock, ({ events }) => {
    for (const event of events) found.add(join.add(event));
  });
  found.add(join.mails());
  const { blocked, first, last, codes, undated, unattributed, ...tables } = found.counter.summary();
  return {
    facts: {
      blocked,
      first,
      last,
      codes: codes.map((each) => ({
        code: each.name,
        blocked: each.blocked,
        first: each.first,
        last: each.last,
      })),
      withoutTime: undated,
      withoutSender: unattributed,
      listed: found.latest.length,
      filesRead: logs.length,
      filesUnread: unread.count,
    },
    fromFiles: {
      mails: found.latest.map((mail) => mailFacts(mail, folders)),
      senders: namesOf(tables.senders),
      domains: namesOf(tables.domains),
      sources: namesOf(tables.sources),
      servers: namesOf(tables.servers),
      connectors: namesOf(tables.connectors),
    },
    domains: tables.domains.map(({ name }) => name),
  };
}

/** Counts the mails that are asked for, and keeps the latest. */
class FoundMails {
  readonly counter: IncidentCounter;
  latest: LogEvent[] = [];

  constructor(
    private readonly filter: EventFilter,
    clock: Clock,
    private readonly limit: number,
  ) {
    this.counter = new IncidentCounter({ offsetAt: clock.offsetAt });
  }

  add(mails: readonly LogEvent[]): void {
    const wanted = mails.filter((mail) => passes(mail, this.filter));
    for (const mail of wanted) this.counter.addMail(mail);
    this.latest = [...this.latest, ...wanted]
      .sort((one, other) => time(other) - time(one))
      .slice(0, this.limit);
  }
}

const time = ({ moment }: LogEvent) => moment?.at ?? Number.NEGATIVE_INFINITY;

/** @throws RefusedError for a time that no calendar or clock has, such as November 31 */
function at(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [moment, day] = [Date.parse(text), text.slice(0, 10)];
  const isDay = new Date(Date.parse(`${day}T00:00Z`) || 0).toISOString().startsWith(day);
  if (Number.isNaN(moment) || !isDay) throw new RefusedError('error.input', { name });
  return moment;
}

/** An address has a sign that a domain has not. */
function named(sender: string | undefined): EventFilter {
  if (sender === undefined) return {};
  return sender.includes('@') ? { sender } : { domain: sender.toLowerCase() };
}

function namesOf(counts: readonly Count[]) {
  return counts.slice(0, mostNames).map(({ name, blocked }) => ({ name, blocked }));
}

function mailFacts(mail: LogEvent, folders: AllowedFolders) {
  const { code, moment, sender, recipient, source, server, connector, diagnostic, file, line } = mail;
  const names = { sender, recipient, source, server, connector };
  return { time: moment?.time, code, ...names, diagnostic, place: { file: folders.shown(file), line } };
}
