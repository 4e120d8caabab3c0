import { domainOf } from '../bounce/address';
import type { Evidence } from '../code/evidence';
import type { HostOfFlow, HourOfFlow, MailFlow, MailMoment, Vantage } from '../logs/figures/logFacts';
import { type BounceOrigin, type LogEvent, type LogFormat, nullSender } from '../logs/formats/event';
import { ownText } from '../logs/formats/ownText';

/** Flows that are kept; an attack may write a new sender into each mail. Each takes about 1 KB. */
const mostFlows = 20_000;
/** Hours kept of one flow: three weeks. */
const mostHours = 21 * 24;
/** Names kept of one flow: enough to say whether its mail goes to many. */
const mostDomains = 50;
const mostOrigins = 20;
const mostHosts = 20;

const hourLength = 3_600_000;

type Counts = { -readonly [Key in keyof HourOfFlow]: HourOfFlow[Key] };

type Host = { -readonly [Key in keyof HostOfFlow]: HostOfFlow[Key] };

type Tally = {
  -readonly [Key in keyof Omit<
    MailFlow,
    'hours' | 'recipientDomains' | 'codes' | 'origins' | 'remoteHosts'
  >]: MailFlow[Key];
} & {
  readonly hours: Map<number, Counts>;
  readonly recipientDomains: Map<string, number>;
  readonly remoteHosts: Map<string, Host>;
  readonly codes: Set<string>;
  readonly origins: Map<string, BounceOrigin>;
};

/** Counts mails by the way they went, in bounded memory. */
export class MailFlows {
  private readonly tallies = new Map<string, Tally>();

  add(event: LogEvent): void {
    const { outcome, sender, moment, waited } = event;
    if (outcome === 'other' || sender === nullSender) return;
    const flow = this.tallyOf(event);
    if (!flow) return;
    flow[outcome] += 1;
    if (event.sourceName !== undefined) flow.sourceName ??= ownText(event.sourceName.toLowerCase());
    if (outcome === 'blocked' && event.code !== undefined) flow.codes.add(event.code);
    if (outcome !== 'deferred' && waited !== undefined) {
      flow.waited += 1;
      flow.longestWait = Math.max(flow.longestWait, waited);
    }
    if (moment) addTime(flow, moment.at, outcome);
    if (moment) addMoment(flow, moment.at, event);
    for (const recipient of event.recipient?.split('; ') ?? []) addRecipient(flow, recipient);
    if (event.remoteHost !== undefined && outcome !== 'deferred')
      addHost(flow, event.remoteHost.toLowerCase(), moment?.at);
    if (event.origin) addOrigin(flow, event.origin);
    const { file, line } = event;
    if (file < flow.evidence.file || (file === flow.evidence.file && line < (flow.evidence.line ?? 0)))
      flow.evidence = { file, line };
  }

  /** The same counts, to go on with apart from these. */
  copy(): MailFlows {
    const copied = new MailFlows();
    for (const [key, flow] of this.tallies)
      copied.tallies.set(key, {
        ...flow,
        hours: new Map([...flow.hours].map(([at, hour]) => [at, { ...hour }])),
        recipientDomains: new Map(flow.recipientDomains),
        remoteHosts: new Map([...flow.remoteHosts].map(([name, host]) => [name, { ...host }])),
        codes: new Set(flow.codes),
        origins: new Map(flow.origins),
      });
    return copied;
  }

  flows(): MailFlow[] {
    return [...this.tallies]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([, flow]) => ({
        ...flow,
        hours: [...flow.hours.values()].sort((one, other) => one.at - other.at),
        recipientDomains: Object.fromEntries(
          [...flow.recipientDomains].sort(([one], [other]) => (one < other ? -1 : 1)),
        ),
        remoteHosts: [...flow.remoteHosts.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
        codes: [...flow.codes].sort(),
        origins: [...flow.origins].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each),
      }));
  }

  private tallyOf(event: LogEvent): Tally | undefined {
    const vantage = vantageOf(event.format);
    const sender = event.sender?.toLowerCase() ?? '';
    const server = event.server?.toLowerCase();
    const connector = event.connector?.toLowerCase();
    const { source, login, file, line } = event;
    const key = [vantage, sender, source, login, server, connector].join('\n');
    const known = this.tallies.get(key);
    if (known || this.tallies.size >= mostFlows) return known;
    const own = (text: string | undefined) => (text === undefined ? undefined : ownText(text));
    const flow: Tally = {
      vantage,
      sender: ownText(sender),
      source: own(source),
      sourceName: undefined,
      login: own(login),
      server: own(server),
      connector: own(connector),
      delivered: 0,
      blocked: 0,
      deferred: 0,
      remoteHosts: new Map(),
      codes: new Set(),
      hours: new Map(),
      recipientDomains: new Map(),
      waited: 0,
      longestWait: 0,
      origins: new Map(),
      evidence: { file, line } satisfies Evidence,
    };
    this.tallies.set(key, flow);
    return flow;
  }
}

const vantages: Readonly<Partial<Record<LogFormat, Vantage>>> = {
  message: 'bounce',
  'message-trace': 'trace',
  'graph-trace': 'trace',
};

const vantageOf = (format: LogFormat): Vantage => vantages[format] ?? 'server';

function addTime(flow: Tally, at: number, outcome: 'delivered' | 'blocked' | 'deferred'): void {
  flow.first = Math.min(flow.first ?? at, at);
  flow.last = Math.max(flow.last ?? at, at);
  if (outcome === 'deferred') return;
  const begin = at - (at % hourLength);
  const hour = flow.hours.get(begin);
  if (hour) hour[outcome] += 1;
  else if (flow.hours.size < mostHours)
    flow.hours.set(begin, { at: begin, delivered: 0, blocked: 0, [outcome]: 1 });
}

/** Of equal times the earlier place, whatever order the events come in. */
function addMoment(flow: Tally, at: number, { outcome, code, file, line }: LogEvent): void {
  const order = (known: MailMoment) =>
    at - known.at ||
    (file < known.evidence.file || (file === known.evidence.file && line < (known.evidence.line ?? 0))
      ? -1
      : 1);
  const moment = () => ({ at, code, evidence: { file, line } });
  if (outcome === 'delivered') {
    if (!flow.lastDelivered || order(flow.lastDelivered) > 0) flow.lastDelivered = moment();
  } else if (outcome === 'blocked') {
    const { first, last } = flow.refusals ?? {};
    flow.refusals = {
      first: !first || order(first) < 0 ? moment() : first,
      last: !last || order(last) > 0 ? moment() : last,
    };
  }
}

function addRecipient({ recipientDomains }: Tally, recipient: string): void {
  const domain = recipient.includes('@') ? domainOf(recipient).toLowerCase() : '';
  const name = recipientDomains.has(domain) || recipientDomains.size < mostDomains ? domain : '';
  recipientDomains.set(
    recipientDomains.has(name) ? name : ownText(name),
    (recipientDomains.get(name) ?? 0) + 1,
  );
}

function addHost({ remoteHosts }: Tally, name: string, at: number | undefined): void {
  const host = remoteHosts.get(name);
  if (!host) {
    if (remoteHosts.size < mostHosts)
      remoteHosts.set(ownText(name), { name: ownText(name), count: 1, first: at });
    return;
  }
  host.count += 1;
  if (at !== undefined) host.first = Math.min(host.first ?? at, at);
}

function addOrigin({ origins }: Tally, origin: BounceOrigin): void {
  const key = JSON.stringify(Object.values(origin));
  if (origins.size < mostOrigins) origins.set(key, origin);
}
