import { nullSender } from '../../logs/event';
import type { EventDraft, LogSink } from '../../logs/format';
import { readTrace } from '../../logs/messageTrace';
import { auditAction } from '../auditActions';
import type { Row } from '../facts';
import type { AuditEntry, SignIn, TraceVolume } from '../factTypes/activity';
import type { Fields } from '../fields';
import { bounded, timeOf } from '../values';
import { type Collector, eachRow, type KindReader, mostRows } from './kind';

export const auditLog: KindReader<'audit-log'> = {
  kind: 'audit-log',
  columns: [
    'auditdata',
    'operations',
    'operation',
    'userids',
    'userid',
    'creationdate',
    'creationtime',
    'clientip',
  ],
  recognises: (fields) =>
    (fields.has('auditdata') && fields.has('operations', 'operation', 'recordtype')) ||
    (fields.has('operation') && fields.has('creationtime') && fields.has('userid') && fields.has('workload')),
  collector: eachRow(auditEntry),
};

function auditEntry(fields: Fields): AuditEntry | undefined {
  const listed = fields.text('operations', 'operation');
  if (listed !== undefined && auditAction(listed) === undefined) return undefined;
  const data = fields.nested('auditdata');
  const operation = data?.text('operation') ?? listed;
  const actor = data?.text('userid') ?? fields.text('userids', 'userid');
  const action = operation === undefined ? undefined : auditAction(operation);
  if (operation === undefined || actor === undefined || action === undefined) return undefined;
  const either = data ?? fields;
  return {
    operation,
    action,
    actor,
    at: data?.time('creationtime') ?? fields.time('creationdate', 'creationtime'),
    address: addressIn(either.text('clientip', 'clientipaddress', 'actoripaddress')),
    target:
      parameterNamed(either, 'Name') ??
      lastPart(either.text('objectid')) ??
      parameterNamed(either, 'Identity'),
  };
}

/** Cmdlets are logged with their parameters: `[{ "Name": "Name", "Value": "…" }]`. */
function parameterNamed(data: Fields, name: string): string | undefined {
  const parameters = data.whole('parameters');
  if (!Array.isArray(parameters)) return undefined;
  for (const each of parameters.slice(0, 200)) {
    if (typeof each !== 'object' || each === null) continue;
    const { Name, Value } = each as Record<string, unknown>;
    if (Name === name && typeof Value === 'string' && Value !== '') return bounded(Value);
  }
  return undefined;
}

/** `contoso.onmicrosoft.com\From anywhere` names the organization before the object. */
function lastPart(id: string | undefined): string | undefined {
  const part = id?.slice(id.lastIndexOf('\\') + 1).trim();
  return part === '' ? undefined : part;
}

/** An address without its port and brackets. */
function addressIn(text: string | undefined): string | undefined {
  return text?.replace(/^\[([0-9a-f:.]+)\](?::\d+)?$/i, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
}

export const signIns: KindReader<'sign-ins'> = {
  kind: 'sign-ins',
  columns: [
    ...['userprincipalname', 'username', 'createddatetime', 'dateutc', 'date', 'ipaddress', 'location'],
    ...['status', 'signinerrorcode'],
  ],
  recognises: (fields) =>
    fields.has('userprincipalname', 'username') &&
    fields.has('ipaddress') &&
    fields.has('createddatetime', 'dateutc', 'date') &&
    fields.has('location', 'status', 'clientappused', 'clientapp'),
  collector: signInCollector,
};

const hour = 3_600_000;

/** One row for an account, an address and an hour: applications sign in again every few minutes. */
function signInCollector(): Collector<'sign-ins'> {
  const kept = new Map<string, Row<'sign-ins'>>();
  let dropped = 0;
  return {
    add(fields, line) {
      const signIn = succeeded(fields) ? signInOf(fields) : undefined;
      if (!signIn) return;
      const key = [signIn.user, signIn.address, signIn.country, Math.floor(signIn.at / hour)].join('\n');
      const known = kept.get(key);
      if (known ? signIn.at < known.at : kept.size < mostRows) kept.set(key, { ...signIn, line });
      else if (!known) dropped += 1;
    },
    rows: () => [...kept.values()],
    get dropped() {
      return dropped;
    },
  };
}

function succeeded(fields: Fields): boolean {
  const error = fields.text('signinerrorcode') ?? fields.nested('status')?.text('errorcode');
  if (error !== undefined) return Number(error) === 0;
  return /^(?:success|succeeded|0|none)$/i.test(fields.text('status') ?? 'success');
}

function signInOf(fields: Fields): SignIn | undefined {
  const user = fields.text('userprincipalname', 'username')?.toLowerCase();
  const at = fields.time('createddatetime', 'dateutc', 'date');
  if (user === undefined || at === undefined) return undefined;
  const place = fields.nested('location');
  const geo = place?.nested('geocoordinates');
  return {
    user,
    at,
    last: at,
    count: 1,
    outcome: 'success',
    country: place?.text('countryorregion') ?? lastWord(place ? undefined : fields.text('location')),
    address: addressIn(fields.text('ipaddress')),
    latitude: degrees(geo?.text('latitude')),
    longitude: degrees(geo?.text('longitude')),
  };
}

/** `Milan, Milano, IT` as the sign-in log's table has it. */
function lastWord(location: string | undefined): string | undefined {
  const word = location?.split(',').at(-1)?.trim();
  return word === '' ? undefined : word;
}

function degrees(text: string | undefined): number | undefined {
  const value = Number(text ?? 'none');
  return Number.isFinite(value) && Math.abs(value) <= 180 ? value : undefined;
}

const traceTimes = [
  ...[
    'received',
    'receiveddatetime',
    'origintimestamp',
    'origintimestamputc',
    'datetimeutc',
    'date',
    'dateutc',
  ],
  ...['datetime', 'timestamp', 'timestamputc'],
];

export const messageTrace: KindReader<'message-trace'> = {
  kind: 'message-trace',
  columns: [
    ...[
      'senderaddress',
      'sender',
      'recipientaddress',
      'recipientstatus',
      'recipient',
      'status',
      'deliverystatus',
    ],
    ...['connectorid', 'connector', ...traceTimes],
  ],
  recognises: (fields) =>
    fields.has('senderaddress', 'sender') &&
    fields.has('recipientaddress', 'recipientstatus', 'recipient') &&
    fields.has(...traceTimes) &&
    !fields.has('eventid'),
  collector: traceCollector,
};

/** Counts the mails of each sender and day; subjects and recipients are not kept. */
function traceCollector(): Collector<'message-trace'> {
  const kept = new Map<
    string,
    { -readonly [Key in keyof TraceVolume]: TraceVolume[Key] } & { line: number }
  >();
  let dropped = 0;
  return {
    add(fields, line) {
      const at = traceTimes.map((name) => timeOf(fields.whole(name))).find((time) => time !== undefined);
      const sender = fields.text('senderaddress', 'sender')?.toLowerCase();
      if (at === undefined || sender === undefined || sender === nullSender || !sender.includes('@')) return;
      const day = new Date(at).toISOString().slice(0, 10);
      const connector = fields.text('connectorid', 'connector');
      const key = `${sender}\n${day}\n${connector ?? ''}`;
      let volume = kept.get(key);
      if (!volume) {
        if (kept.size >= mostRows) {
          dropped += 1;
          return;
        }
        volume = {
          sender,
          day,
          connector,
          sent: 0,
          failed: 0,
          first: at,
          last: at,
          hours: [],
          addresses: {},
          recipientDomains: {},
          line,
        };
        kept.set(key, volume);
      }
      const outcomes = outcomesOf(fields);
      volume.sent += Math.max(1, outcomes.length);
      volume.failed += outcomes.filter((outcome) => outcome !== 'delivered').length;
    },
    rows: () => [...kept.values()],
    get dropped() {
      return dropped;
    },
  };
}

/** What became of the mail, for each recipient, as the reader of traces in logs understands it. */
function outcomesOf(fields: Fields): EventDraft['outcome'][] {
  const outcomes: EventDraft['outcome'][] = [];
  const sink: LogSink = {
    open: () => undefined,
    add: () => undefined,
    close: () => undefined,
    recall: () => undefined,
    event: ({ outcome }) => outcomes.push(outcome),
  };
  readTrace(
    {
      moment: undefined,
      recipient: fields.text('recipientaddress', 'recipient'),
      recipientStatus: fields.text('recipientstatus'),
      status: fields.text('status', 'deliverystatus'),
    },
    [],
    sink,
  );
  return outcomes;
}
