import { nullSender, type Outcome } from '../../logs/formats/event';
import { traceRecipients } from '../../logs/formats/messageTrace';
import type { Row } from '../facts';
import type { TraceVolume } from '../factTypes/activityFacts';
import type { MailCount } from '../factTypes/mailFlowFacts';
import type { Fields } from '../fields';
import { type Collector, eachRow, type KindReader, mostRows, ownValue } from '../kind';
import { clientAddressIn } from './clientAddress';

const trace = {
  at: [
    ...['received', 'receiveddatetime', 'origintimestamp', 'origintimestamputc', 'datetimeutc', 'date'],
    ...['dateutc', 'datetime', 'timestamp', 'timestamputc', 'timegenerated', 'hour'],
  ],
  sender: ['senderaddress', 'sender', 'sendermailfromaddress'],
  recipient: ['recipientaddress', 'recipient', 'recipientemailaddress'],
  recipientStatus: ['recipientstatus'],
  status: ['status', 'deliverystatus', 'deliverylocation', 'deliveryaction'],
  connector: ['connectorid', 'connector', 'connectors'],
  address: ['fromip', 'originalclientip', 'senderipv4', 'senderipv6', 'clientip'],
  direction: ['directionality', 'emaildirection', 'direction'],
  sent: ['messages'],
  failed: ['failed'],
} as const;

export const messageTraceExport: KindReader<'message-trace'> = {
  kind: 'message-trace',
  columns: trace,
  recognises: (fields) =>
    fields.has(...trace.sender) &&
    fields.has(...trace.at) &&
    !fields.has('eventid') &&
    (fields.has(...trace.recipient, ...trace.recipientStatus) ||
      (fields.has('sendermailfromaddress') && fields.has(...trace.sent))),
  collector: traceCollector,
};

/** What is counted of one sender and day. */
type Volume = Omit<
  { -readonly [Key in keyof TraceVolume]: TraceVolume[Key] },
  'hours' | 'addresses' | 'recipientDomains'
> & {
  readonly line: number;
  readonly hours: number[];
  readonly addresses: Tallies;
  readonly recipientDomains: Tallies;
};

/** How often names came. */
type Tallies = Map<string, { count: number }>;

/** Names of a volume that are counted one by one; the others count under an empty name. */
const mostNames = 50;

const hourLength = 3_600_000;

/** Counts the mails of each sender and day; subjects and recipients are not kept. */
function traceCollector(): Collector<'message-trace'> {
  const kept = new Map<string, Volume>();
  let [dropped, misread] = [0, 0];
  return {
    add(fields, line) {
      const at = fields.time(...trace.at);
      const sender = fields.text(...trace.sender)?.toLowerCase();
      if (sender === nullSender) return;
      if (at === undefined || sender === undefined || !sender.includes('@')) {
        // A mail without a sender is a report about another.
        if (at === undefined || sender !== undefined) misread += 1;
        return;
      }
      const connector = fields.text(...trace.connector);
      const incoming = isIncoming(fields.text(...trace.direction));
      const key = `${sender}\n${Math.floor(at / (24 * hourLength))}\n${connector}\n${incoming}`;
      let volume = kept.get(key);
      if (!volume) {
        if (kept.size >= mostRows) {
          dropped += 1;
          return;
        }
        volume = emptyVolume({ ...ownValue({ sender, connector, incoming }), at, line });
        kept.set(key, volume);
      }
      addMail(volume, fields, at);
    },
    rows: () => [...kept.values()].map(rowOf),
    get dropped() {
      return dropped;
    },
    get misread() {
      return misread;
    },
  };
}

function emptyVolume({
  at,
  ...known
}: Pick<Volume, 'sender' | 'connector' | 'incoming' | 'line'> & { at: number }): Volume {
  return {
    ...known,
    day: new Date(at).toISOString().slice(0, 10),
    sent: 0,
    failed: 0,
    first: at,
    last: at,
    hours: Array.from({ length: 24 }, () => 0),
    addresses: new Map(),
    recipientDomains: new Map(),
  };
}

function rowOf({ addresses, recipientDomains, ...volume }: Volume): Row<'message-trace'> {
  return {
    ...volume,
    addresses: countsIn(addresses),
    recipientDomains: countsIn(recipientDomains),
  };
}

function countsIn(tallies: Tallies): Readonly<Record<string, number>> {
  return Object.fromEntries([...tallies].map(([name, { count }]) => [name, count]));
}

function addMail(volume: Volume, fields: Fields, at: number): void {
  const outcomes = fields.has(...trace.sent) ? [] : outcomesOf(fields);
  const sent = fields.number(...trace.sent) ?? Math.max(1, outcomes.length);
  volume.sent += sent;
  volume.failed += fields.number(...trace.failed) ?? outcomes.filter((each) => each !== 'delivered').length;
  volume.first = Math.min(volume.first, at);
  volume.last = Math.max(volume.last, at);
  const hour = ((Math.floor(at / hourLength) % 24) + 24) % 24;
  volume.hours[hour] = (volume.hours[hour] ?? 0) + sent;
  count(volume.addresses, clientAddressIn(fields.text(...trace.address)), sent);
  const recipient = fields.text(...trace.recipient);
  count(volume.recipientDomains, recipient?.slice(recipient.lastIndexOf('@') + 1).toLowerCase(), sent);
}

function count(tallies: Tallies, name: string | undefined, by: number): void {
  if (name === undefined || name === '') return;
  const isRoom = tallies.size < mostNames;
  const known = tallies.get(name) ?? (isRoom ? undefined : tallies.get(''));
  if (known) known.count += by;
  else tallies.set(isRoom ? ownValue(name) : '', { count: by });
}

function isIncoming(direction: string | undefined): boolean | undefined {
  if (/^(?:inbound|incoming)$/i.test(direction ?? '')) return true;
  return /^(?:outbound|originating|outgoing|intra-?org)$/i.test(direction ?? '') ? false : undefined;
}

/** What became of the mail, for each recipient, as the reader of traces in logs understands it. */
function outcomesOf(fields: Fields): readonly Outcome[] {
  const recipientStatus = fields.text(...trace.recipientStatus);
  const status = fields.text(...trace.status);
  const known = recipientStatus === undefined ? outcomes.get(status) : undefined;
  if (known) return known;
  const told = traceRecipients({ recipientStatus, status }).map(({ outcome }) => outcome);
  if (recipientStatus === undefined && outcomes.size < mostOutcomes) outcomes.set(status, told);
  return told;
}

/** By status, of which a trace has few. */
const outcomes = new Map<string | undefined, readonly Outcome[]>();
const mostOutcomes = 100;

const counts = {
  sender: ['senderaddress', 'sender', 'sendermailfromaddress', 'topmailsender'],
  domain: ['sendermailfromdomain'],
  connector: ['connectors'],
  name: ['name', 'c1'],
  count: ['count', 'messages', 'messagecount', 'c2'],
  failed: ['failed'],
  spam: ['spam'],
  address: ['senderipv4', 'senderipv6'],
  direction: ['emaildirection', 'direction'],
  action: ['actiontype'],
  first: ['first', 'hour', 'date'],
  last: ['last'],
} as const;

export const mailCounts: KindReader<'mail-counts'> = {
  kind: 'mail-counts',
  columns: counts,
  recognises: (fields) =>
    fields.has(...counts.count) &&
    (fields.has(...counts.sender, ...counts.domain, ...counts.connector) ||
      (fields.has(...counts.name) && (fields.size <= 4 || fields.has('eventtype')))),
  collector: eachRow(mailCount),
};

function mailCount(fields: Fields): MailCount | readonly MailCount[] | undefined {
  const count = fields.number(...counts.count);
  const named = nameOf(fields);
  if (count === undefined) return undefined;
  // Mail without a sender is counted under an empty name.
  if (!named) return [];
  const first = fields.time(...counts.first);
  return {
    ...named,
    count,
    withIncoming:
      isIncoming(fields.text(...counts.direction)) ?? !fields.has(...counts.domain, 'sendermailfromaddress'),
    failed: fields.number(...counts.failed),
    spam: fields.number(...counts.spam),
    address: clientAddressIn(fields.text(...counts.address)),
    action: fields.text(...counts.action),
    first,
    last: fields.time(...counts.last) ?? first,
  };
}

/** A name with an at sign is an address, one with a dot a domain. */
function nameOf(fields: Fields): Pick<MailCount, 'of' | 'name'> | undefined {
  const connector = fields.text(...counts.connector);
  if (connector !== undefined) return { of: 'connector', name: connector };
  const name = fields.text(...counts.sender, ...counts.domain, ...counts.name)?.toLowerCase();
  if (name === undefined || name === nullSender) return undefined;
  return { of: name.includes('@') ? 'sender' : 'domain', name };
}

const click = {
  user: ['accountupn', 'userprincipalname'],
  at: ['timestamp', 'timegenerated'],
  url: ['url'],
  threat: ['threattypes'],
  address: ['ipaddress'],
} as const;

export const clicks: KindReader<'clicks'> = {
  kind: 'clicks',
  columns: click,
  recognises: (fields) =>
    fields.has(...click.user) && fields.has(...click.url) && fields.has(...click.threat),
  collector: eachRow((fields) => {
    const user = fields.text(...click.user)?.toLowerCase();
    if (user === undefined) return undefined;
    return {
      user,
      at: fields.time(...click.at),
      threat: fields.text(...click.threat),
      url: fields.text(...click.url),
      address: clientAddressIn(fields.text(...click.address)),
    };
  }),
};
