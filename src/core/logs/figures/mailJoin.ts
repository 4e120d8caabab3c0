import { type LogEvent, type LogFormat, nullSender } from '../formats/event';
import { RecentMap } from '../formats/recentMap';
import { isSameServer } from './serverNames';

/**
 * Records of blocked mails that are kept until all is read, so that what other files say of the same mails is joined with them;
 * about 1 KB each. With more, those kept are counted, and of what comes later only what shares an id with them is known to be theirs.
 */
export const mostHeld = 20_000;
/** Ids remembered of mails that had to be counted early, those unheard of for longest falling out. */
const mostTold = 100_000;
/** For how long a queue id stands for one message: Postfix gives mail back after five days (postconf, maximal_queue_lifetime). */
const queueLifetime = 5 * 86_400_000;
/** How far apart a log and a bounce may date one refusal where only sender and recipient tell that it is one. */
const sameMoment = 5 * 60_000;
/** Mails that share an id or a recipient and are looked at for one record; a program that gives all its mails one id has more. */
const mostCandidates = 32;
/** Recipients by which a mail is known. */
const mostRecipients = 100;
const none: readonly LogEvent[] = [];
/** Records grouped between two pauses; some milliseconds' work. */
const slice = 5000;

/** What says most about a mail comes first: its server's log, then what tells of it elsewhere. */
const ranks: Readonly<Record<LogFormat, number>> = {
  ...{ postfix: 0, exim: 0, sendmail: 0, opensmtpd: 0, 'iis-smtp': 0, 'exchange-tracking': 0 },
  ...{ 'exchange-protocol': 1, syslog: 1, 'exchange-connectivity': 2, 'message-trace': 3, 'graph-trace': 3 },
  ...{ message: 4, 'named-fields': 5, text: 6 },
};

/**
 * Joins what several records say of one blocked mail: protocol log, tracking log, relay log, trace and bounce. A mail is a message
 * that one code refused, at once or in several tries, for however many recipients. Records are of one mail where they share a
 * Message-ID, a queue id on one server, a session with its sender, or are one failure told in several lines; and where none of these
 * says otherwise, by sender, recipient and time.
 */
export class MailJoin {
  private held: LogEvent[] = [];
  private joined: readonly LogEvent[] | undefined;
  private readonly told = new RecentMap<true>(mostTold, () => undefined);

  /** @param before what was counted early by those that this one goes on from */
  constructor(
    private readonly limit = mostHeld,
    private readonly before: readonly RecentMap<true>[] = [],
  ) {}

  /** Takes a record, of a blocked mail. @returns the mails that are to be counted now, since no more records can be kept */
  add(event: LogEvent): readonly LogEvent[] {
    if (event.outcome !== 'blocked' || this.isTold(event)) return none;
    this.held.push(event);
    this.joined = undefined;
    if (this.held.length < this.limit) return [];
    const mails = this.mails();
    for (const each of this.held) for (const id of idsOf(each)) this.told.set(toldKey(each, id), true);
    this.held = [];
    this.joined = undefined;
    return mails;
  }

  /** The mails whose records are kept, each once, with what all its records say; the same whatever order these came in. */
  mails(): readonly LogEvent[] {
    this.joined ??= atOnce(joinMails(this.held));
    return this.joined;
  }

  /** The same records, to go on with apart from these. */
  copy(): MailJoin {
    const copied = new MailJoin(this.limit, [...this.before, this.told]);
    copied.held = [...this.held];
    copied.joined = this.joined;
    return copied;
  }

  private isTold(event: LogEvent): boolean {
    const all = [...this.before, this.told].filter(({ isEmpty }) => !isEmpty);
    return all.length > 0 && idsOf(event).some((id) => all.some((told) => told.get(toldKey(event, id))));
  }
}

function toldKey({ code }: LogEvent, { key }: Id): string {
  return `${code} ${key}`;
}

/** Joins records of blocked mails, in steps for whoever has other things to do in between. */
export function* joinMails(records: readonly LogEvent[]): Generator<void, LogEvent[]> {
  const groups: Group[] = [];
  const index = new Index();
  for (const [at, record] of [...records].sort(surestFirst).entries()) {
    const keys = { ids: idsOf(record), recipients: recipientsOf(record) };
    const known = index.find(record, keys);
    const group = known ?? new Group(record, keys);
    if (known) known.add(record);
    else groups.push(group);
    index.note(record, keys, group);
    if (at % slice === slice - 1) yield;
  }
  return groups.map((group) => group.mail());
}

function atOnce<Result>(steps: Generator<void, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function surestFirst(one: LogEvent, other: LogEvent): number {
  return (
    ranks[one.format] - ranks[other.format] ||
    (one.moment?.at ?? Number.MAX_VALUE) - (other.moment?.at ?? Number.MAX_VALUE) ||
    (one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1)
  );
}

interface Id {
  readonly kind: 'message' | 'queue' | 'session' | 'record';
  readonly key: string;
}

function idsOf({ format, messageId, queueId, sessionId, file, record }: LogEvent): Id[] {
  const ids: Id[] = [];
  if (messageId) ids.push({ kind: 'message', key: `m:${bare(messageId)}` });
  if (queueId) ids.push({ kind: 'queue', key: `q:${queueId}` });
  if (sessionId) ids.push({ kind: 'session', key: `s:${sessionId}` });
  // A bounce may have been saved in several files.
  if (record !== undefined)
    ids.push({ kind: 'record', key: format === 'message' ? `b:${record}` : `r:${file} ${record}` });
  return ids;
}

/** A Message-ID without the angle brackets that some logs leave out. */
function bare(messageId: string): string {
  return messageId.replace(/^<|>$/g, '');
}

/** True where a record says which mail it is about, so that it can be joined with others. */
export function canBeJoined(event: LogEvent): boolean {
  return (
    event.messageId !== undefined ||
    event.queueId !== undefined ||
    event.sessionId !== undefined ||
    (event.recipient !== undefined && event.moment !== undefined)
  );
}

function recipientsOf({ recipient }: LogEvent): string[] {
  return recipient === undefined ? [] : recipient.toLowerCase().split('; ').slice(0, mostRecipients);
}

/** What a record may have in common with others of its mail. */
interface Keys {
  readonly ids: readonly Id[];
  readonly recipients: readonly string[];
}

/** The mails that a record may be about, by what they have in common. */
class Index {
  private readonly byId = new Map<string, Group[]>();
  private readonly byRecipient = new Map<string, Group[]>();

  note({ code }: LogEvent, { ids, recipients }: Keys, group: Group): void {
    for (const { key } of ids) addTo(this.byId, key, group);
    for (const recipient of recipients) addTo(this.byRecipient, `${code} ${recipient}`, group);
  }

  find(record: LogEvent, { ids, recipients }: Keys): Group | undefined {
    for (const { key, kind } of ids) {
      const fits = (this.byId.get(key) ?? []).filter((group) => group.hasId(record, kind));
      if (fits.length > 0) return nearest(fits, record);
    }
    const sameRecipient = recipients.flatMap(
      (recipient) => this.byRecipient.get(`${record.code} ${recipient}`) ?? [],
    );
    return nearest(
      sameRecipient.slice(0, mostCandidates).filter((group) => group.isTwin(record)),
      record,
    );
  }
}

function addTo(index: Map<string, Group[]>, key: string, group: Group): void {
  const groups = index.get(key);
  if (!groups) index.set(key, [group]);
  else if (groups.length < mostCandidates && groups.at(-1) !== group) groups.push(group);
}

/** The mail that has a recipient in common, or else the one nearest in time. */
function nearest(groups: readonly Group[], record: LogEvent): Group | undefined {
  const [first] = groups;
  if (groups.length < 2) return first;
  const shared = groups.filter((group) => group.sharesRecipient(record));
  return [...(shared.length > 0 ? shared : groups)].sort(
    (one, other) => one.distance(record) - other.distance(record),
  )[0];
}

/** The records of one mail, the surest first. */
class Group {
  private readonly records: LogEvent[];
  private readonly recipients: Set<string>;
  private readonly formats: Set<LogFormat>;
  private messageId: string | undefined;
  private sender: string | undefined;
  private readonly at: number | undefined;

  constructor(
    private readonly first: LogEvent,
    { recipients }: Keys,
  ) {
    this.records = [first];
    this.recipients = new Set(recipients);
    this.formats = new Set([first.format]);
    this.messageId = first.messageId;
    this.sender = first.sender;
    this.at = first.moment?.at;
  }

  add(record: LogEvent): void {
    // Thousands of records of one mail say nothing that its first ones do not.
    if (this.records.length < mostCandidates) this.records.push(record);
    this.formats.add(record.format);
    this.messageId ??= record.messageId;
    this.sender ??= record.sender;
    for (const recipient of recipientsOf(record))
      if (this.recipients.size < mostRecipients) this.recipients.add(recipient);
  }

  /** True where a record that shares an id of a kind is about this mail. */
  hasId(record: LogEvent, kind: Id['kind']): boolean {
    if (this.first.code !== record.code || this.contradicts(record)) return false;
    if (kind === 'queue') return this.isOnServer(record) && this.isWithin(record, queueLifetime);
    if (kind !== 'session') return true;
    // A session may hand over several messages; its own log says which of them.
    if (this.formats.has(record.format)) return false;
    const knowsBoth = this.recipients.size > 0 && record.recipient !== undefined;
    return this.hasSender(record) && (!knowsBoth || this.sharesRecipient(record));
  }

  /** True where nothing but another kind of record of the same refusal is missing here: same people, same time. */
  isTwin(record: LogEvent): boolean {
    return (
      !this.formats.has(record.format) &&
      !this.contradicts(record) &&
      this.hasSender(record) &&
      record.moment !== undefined &&
      this.at !== undefined &&
      this.isWithin(record, sameMoment)
    );
  }

  sharesRecipient(record: LogEvent): boolean {
    return recipientsOf(record).some((recipient) => this.recipients.has(recipient));
  }

  distance({ moment }: LogEvent): number {
    return moment && this.at !== undefined ? Math.abs(moment.at - this.at) : Number.MAX_VALUE;
  }

  /** All that is known: of each fact what the surest record says. */
  mail(): LogEvent {
    const { records } = this;
    if (records.length === 1) return this.first;
    const first = <Key extends keyof LogEvent>(name: Key): LogEvent[Key] =>
      (records.find((record) => record[name] !== undefined) ?? this.first)[name];
    return {
      ...this.first,
      diagnostic: first('diagnostic'),
      moment: first('moment'),
      sender: first('sender'),
      recipient: this.recipients.size > 0 ? [...this.recipients].slice(0, 10).join('; ') : undefined,
      queueId: first('queueId'),
      sessionId: first('sessionId'),
      messageId: first('messageId'),
      remoteHost: first('remoteHost'),
      source: first('source'),
      sourceName: first('sourceName'),
      server: named(records.map(({ server }) => server)),
      connector: first('connector'),
    };
  }

  /** Two ids of the same kind that differ are of two mails; a program may give all its mails one Message-ID. */
  private contradicts(record: LogEvent): boolean {
    if (record.messageId && this.messageId && bare(record.messageId) !== bare(this.messageId)) return true;
    return this.records.some(
      (own) =>
        own.queueId !== undefined &&
        record.queueId !== undefined &&
        own.queueId !== record.queueId &&
        // Logs of another kind may name a queue of their own, unless both name the server that it is on.
        (own.format === record.format
          ? isOneServer(own.server, record.server)
          : own.server !== undefined &&
            record.server !== undefined &&
            isSameServer(own.server, record.server)),
    );
  }

  private isOnServer({ server }: LogEvent): boolean {
    return this.records.some((own) => isOneServer(own.server, server));
  }

  private hasSender({ sender }: LogEvent): boolean {
    const own = this.sender;
    if (own === undefined || sender === undefined) return true;
    return own !== nullSender && own.toLowerCase() === sender.toLowerCase();
  }

  private isWithin(record: LogEvent, span: number): boolean {
    return this.at === undefined || record.moment === undefined || this.distance(record) <= span;
  }
}

function isOneServer(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || isSameServer(one, other);
}

/** The first name of a server; an address only where nobody says more. */
function named(servers: readonly (string | undefined)[]): string | undefined {
  return (
    servers.find((server) => server !== undefined && /[a-z]/i.test(server) && !server.includes(':')) ??
    servers.find((server) => server !== undefined)
  );
}
