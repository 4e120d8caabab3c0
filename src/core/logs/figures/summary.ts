import { isExchangeOnline } from '../../bounce/microsoft';
import { type Clock, isoTime, isoZone, offsetAtInstant } from '../formats/clock';
import type { Assumption, LogEvent, LogFormat } from '../formats/event';
import { type Count, Counts } from './counts';
import type { Deliveries, ReadBatch } from './deliveries';
import { sendingDomain } from './eventFilter';
import { canBeJoined, MailJoin } from './mailJoin';
import { ServerNames } from './serverNames';
import type { TableName } from './tables';
import { type Period, Timeline } from './timeline';

/** What is known of one code in the logs. */
export interface CodeSummary extends Count {
  /** First and last time, ISO 8601 with zone; undefined where no line with it has a time. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Blocked mails whose sender no log names. */
  readonly unattributed: number;
  /** Sending domains and servers of the mails it blocked, most first. */
  readonly domains: readonly Count[];
  readonly servers: readonly Count[];
  /** Blocked mails for which the log names no server. */
  readonly withoutServer: number;
}

/**
 * The numbers of an incident: plain data, the same whatever order the events came in. A blocked mail is a message that one code
 * refused, for however many recipients and in however many records (see `MailJoin`); delivered and deferred ones count for each recipient,
 * as logs tell of them.
 */
export interface IncidentSummary {
  readonly blocked: number;
  readonly delivered: number;
  readonly deferred: number;
  /** Refused for another reason, or naming a code without being about a mail. */
  readonly other: number;
  /** What names a code without being about a mail that it blocked. */
  readonly mentions: number;
  /** Blocked mails, where several kinds of record tell of such, whose record says neither which message nor which recipient it is about. */
  readonly unjoined: number;
  /** Blocked mails whose sender no log names. */
  readonly unattributed: number;
  /** Blocked mails without a time: left out where a time was asked for, and of no period otherwise. */
  readonly undated: number;
  /** True where a time was asked for. */
  readonly timed: boolean;
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Blocked and delivered mails of the kinds of log that show both; undefined where none does. */
  readonly share: { readonly blocked: number; readonly delivered: number } | undefined;
  readonly codes: readonly CodeSummary[];
  readonly senders: readonly Count[];
  readonly domains: readonly Count[];
  /** IP addresses of the hosts that handed the mail in. */
  readonly sources: readonly Count[];
  readonly remoteHosts: readonly Count[];
  readonly servers: readonly Count[];
  readonly connectors: readonly Count[];
  /** Undefined where the mails are of more minutes than two days have. */
  readonly perMinute: readonly Period[] | undefined;
  readonly perHour: readonly Period[];
  readonly perDay: readonly Period[];
  /** Blocked mails whose names found no place in a full table, by table. */
  readonly uncounted: Readonly<Partial<Record<TableName, number>>>;
  /** What stamps left open in the events counted, and the zone that was taken for the rest. */
  readonly assumed: readonly Assumption[];
  readonly zone: string;
}

/** What to count, and in which zone to show it. */
export interface SummarySettings extends Pick<Clock, 'offsetAt'> {
  /** Milliseconds since 1970; earlier events are left out. */
  readonly since?: number | undefined;
  /** Milliseconds since 1970; events from then on are left out. */
  readonly until?: number | undefined;
}

/** Names counted for one code: enough to say that they are few. */
const mostNamesOfCode = 1000;

const tables: Readonly<Record<TableName, (event: LogEvent) => string | undefined>> = {
  senders: ({ sender }) => sender,
  domains: sendingDomain,
  sources: ({ source }) => source,
  remoteHosts: ({ remoteHost }) => remoteHost?.toLowerCase(),
  servers: serverOf,
  connectors: ({ connector }) => connector,
};
const tableNames = Object.keys(tables) as TableName[];

/** Microsoft's own hosts relay nothing of the tenant's. */
function serverOf({ server }: LogEvent): string | undefined {
  return isExchangeOnline(server) ? undefined : server;
}

/** Counts events as they come, in bounded memory, and each blocked mail once. */
export class IncidentCounter {
  /** @param join may be one that others count from too */
  constructor(
    private readonly settings: SummarySettings,
    private readonly join = new MailJoin(),
    private readonly tallies = new Tallies(settings),
  ) {}

  add(event: LogEvent): void {
    this.addJoined(event, this.join.add(event));
  }

  /** Counts an event that was joined. @param mails what is blocked and to be counted now */
  addJoined(event: LogEvent, mails: readonly LogEvent[]): void {
    if (event.outcome !== 'blocked') this.tallies.add(event);
    for (const mail of mails) this.tallies.add(mail);
  }

  /** Counts what is known to be told once. */
  addMail(mail: LogEvent): void {
    this.tallies.add(mail);
  }

  /** Counts all that was read at a time. */
  addBatch({ events, deliveries }: ReadBatch): void {
    for (const event of events) this.add(event);
    if (deliveries) this.tallies.addDeliveries(deliveries);
  }

  summary(): IncidentSummary {
    const mails = this.join.mails();
    const all = mails.length === 0 ? this.tallies : this.tallies.copy();
    for (const mail of mails) all.add(mail);
    return all.summary();
  }

  /** A counter that goes on from here, apart from this one. */
  copy(join = this.join.copy()): IncidentCounter {
    return new IncidentCounter(this.settings, join, this.tallies.copy());
  }
}

/** The numbers of mails, each counted as it is given. */
class Tallies {
  private readonly totals = { blocked: 0, delivered: 0, deferred: 0, other: 0 };
  private span = new Span();
  private readonly byCode = new Map<string, CodeCounter>();
  private readonly byName = Object.fromEntries(tableNames.map((name) => [name, new Counts()])) as Record<
    TableName,
    Counts
  >;
  private readonly byFormat = new Map<LogFormat, { blocked: number; delivered: number }>();
  private timeline: Timeline;
  private readonly assumed = new Set<Assumption>();
  private unattributed = 0;
  private undated = 0;
  private mentions = 0;
  private readonly alone = new Map<LogFormat, number>();

  constructor(private readonly settings: SummarySettings) {
    this.timeline = new Timeline(settings);
  }

  add(event: LogEvent): void {
    if (!this.isAskedFor(event)) return;
    const { outcome, format, moment } = event;
    this.totals[outcome] += 1;
    for (const name of tableNames) this.byName[name].add(tables[name](event), event);
    this.timeline.add(event);
    if (outcome === 'blocked' || outcome === 'delivered') {
      const counts = this.byFormat.get(format) ?? { blocked: 0, delivered: 0 };
      counts[outcome] += 1;
      this.byFormat.set(format, counts);
    }
    if (outcome !== 'blocked') {
      if (event.hits.length > 0) this.mentions += 1;
      return;
    }
    if (!moment) this.undated += 1;
    if (!canBeJoined(event)) this.alone.set(format, (this.alone.get(format) ?? 0) + 1);
    if (event.sender === undefined) this.unattributed += 1;
    for (const assumption of moment?.assumed ?? []) this.assumed.add(assumption);
    this.span.add(event);
    this.codeCounter(event.code ?? '').add(event);
  }

  /** Counts mails that are not told one by one. The settings' times must have been asked for when they were counted. */
  addDeliveries({ format, minutes, names }: Deliveries): void {
    const counts = this.byFormat.get(format) ?? { blocked: 0, delivered: 0 };
    this.byFormat.set(format, counts);
    for (const { at, delivered, deferred, other } of minutes) {
      this.totals.delivered += delivered;
      this.totals.deferred += deferred;
      this.totals.other += other;
      counts.delivered += delivered;
      if (at !== undefined) this.timeline.addMany(at, { delivered, deferred });
    }
    for (const name of tableNames)
      for (const [text, { count }] of names[name] ?? [])
        if (count > 0) this.byName[name].addDelivered(text, count);
  }

  summary(): IncidentSummary {
    const table = (name: TableName) => this.byName[name].blocked();
    const servers = new ServerNames(table('servers').map(({ name }) => name));
    return {
      ...this.totals,
      mentions: this.mentions,
      unjoined: this.unjoined(),
      unattributed: this.unattributed,
      undated: this.undated,
      timed: this.settings.since !== undefined || this.settings.until !== undefined,
      ...this.span.ends((at) => this.shown(at)),
      share: shareOf([...this.byFormat.values()]),
      codes: [...this.byCode]
        .map(([code, counter]) => counter.summary(code, servers, (at) => this.shown(at)))
        .sort((one, other) => other.blocked - one.blocked || (one.name < other.name ? -1 : 1)),
      senders: table('senders'),
      domains: table('domains'),
      sources: table('sources'),
      remoteHosts: table('remoteHosts'),
      servers: servers.joined(table('servers')),
      connectors: table('connectors'),
      perMinute: this.timeline.perMinute(),
      perHour: this.timeline.perHour(),
      perDay: this.timeline.perDay(),
      uncounted: Object.fromEntries(
        tableNames.filter((name) => this.byName[name].rest > 0).map((name) => [name, this.byName[name].rest]),
      ),
      assumed: [...this.assumed].sort(),
      zone: isoZone(offsetAtInstant(this.settings, this.span.latest ?? 0)),
    };
  }

  /** A counter that goes on from here, apart from this one. */
  copy(): Tallies {
    const copied = new Tallies(this.settings);
    Object.assign(copied.totals, this.totals);
    copied.span = this.span.copy();
    for (const [code, counter] of this.byCode) copied.byCode.set(code, counter.copy());
    for (const name of tableNames) copied.byName[name] = this.byName[name].copy();
    for (const [format, counts] of this.byFormat) copied.byFormat.set(format, { ...counts });
    copied.timeline = this.timeline.copy();
    for (const assumption of this.assumed) copied.assumed.add(assumption);
    copied.unattributed = this.unattributed;
    copied.undated = this.undated;
    copied.mentions = this.mentions;
    for (const [format, count] of this.alone) copied.alone.set(format, count);
    return copied;
  }

  /** Records of one kind alone are one a mail each, as far as anybody knows. */
  private unjoined(): number {
    const kinds = [...this.byFormat.values()].filter(({ blocked }) => blocked > 0);
    return kinds.length < 2 ? 0 : [...this.alone.values()].reduce((total, count) => total + count, 0);
  }

  private isAskedFor({ moment, outcome }: LogEvent): boolean {
    const { since, until } = this.settings;
    if (since === undefined && until === undefined) return true;
    if (!moment) {
      if (outcome === 'blocked') this.undated += 1;
      return false;
    }
    return (
      moment.at >= (since ?? Number.NEGATIVE_INFINITY) && moment.at < (until ?? Number.POSITIVE_INFINITY)
    );
  }

  private codeCounter(code: string): CodeCounter {
    const known = this.byCode.get(code);
    if (known) return known;
    const counter = new CodeCounter();
    this.byCode.set(code, counter);
    return counter;
  }

  private shown(at: number): string {
    return isoTime(at, offsetAtInstant(this.settings, at));
  }
}

class CodeCounter {
  private blocked = 0;
  private unattributed = 0;
  private withoutServer = 0;
  private span = new Span();
  private domains = new Counts(mostNamesOfCode);
  private servers = new Counts(mostNamesOfCode);

  add(event: LogEvent): void {
    this.blocked += 1;
    this.span.add(event);
    if (event.sender === undefined) this.unattributed += 1;
    const server = serverOf(event);
    if (server === undefined) this.withoutServer += 1;
    this.domains.add(sendingDomain(event), event);
    this.servers.add(server, event);
  }

  copy(): CodeCounter {
    const copied = new CodeCounter();
    copied.blocked = this.blocked;
    copied.unattributed = this.unattributed;
    copied.withoutServer = this.withoutServer;
    copied.span = this.span.copy();
    copied.domains = this.domains.copy();
    copied.servers = this.servers.copy();
    return copied;
  }

  summary(name: string, servers: ServerNames, shown: (at: number) => string): CodeSummary {
    return {
      name,
      blocked: this.blocked,
      delivered: 0,
      ...this.span.ends(shown),
      unattributed: this.unattributed,
      domains: this.domains.blocked(),
      servers: servers.joined(this.servers.blocked()),
      withoutServer: this.withoutServer,
    };
  }
}

/** First and last time. */
class Span {
  private first: number | undefined;
  latest: number | undefined;

  add({ moment }: LogEvent): void {
    if (!moment) return;
    this.first = Math.min(this.first ?? moment.at, moment.at);
    this.latest = Math.max(this.latest ?? moment.at, moment.at);
  }

  copy(): Span {
    const copied = new Span();
    copied.first = this.first;
    copied.latest = this.latest;
    return copied;
  }

  ends(shown: (at: number) => string): { first: string | undefined; last: string | undefined } {
    return {
      first: this.first === undefined ? undefined : shown(this.first),
      last: this.latest === undefined ? undefined : shown(this.latest),
    };
  }
}

/** Logs that show no deliveries at all would make every mail look blocked. */
function shareOf(kinds: readonly { blocked: number; delivered: number }[]): IncidentSummary['share'] {
  const both = kinds.filter(({ delivered }) => delivered > 0);
  const sum = (name: 'blocked' | 'delivered') => both.reduce((total, kind) => total + kind[name], 0);
  return both.length === 0 ? undefined : { blocked: sum('blocked'), delivered: sum('delivered') };
}
