import { StampReader } from './clock';
import type { Columns } from './columns';
import type { Moment } from './event';
import { FieldsLogReader, hasFields } from './fieldsLog';
import type { Format, LogLine, LogSink } from './format';
import { RecentMap } from './recentMap';
import { between, diagnosticIn, mailPath, withoutPort } from './recordText';

/** The SMTP conversations of Exchange Server, as a client (send) or a server (receive). */
export const exchangeProtocol: Format = {
  id: 'exchange-protocol',
  sureness: 'fields',
  zone: 0,
  idSpaces: ['s'],
  kernel: undefined,
  readsPieces: false,
  recognises: (head) => hasFields(head, ['sessionid', 'sequencenumber', 'event', 'data']),
  reader: (file, clock) => {
    const stamps = new StampReader(clock);
    const sessions = new Sessions();
    return new FieldsLogReader(file, ',', (cells, columns, lines, sink) =>
      sessions.read(conversation(cells, columns, stamps), lines, sink),
    );
  },
};

interface ProtocolLine {
  readonly moment: Moment | undefined;
  readonly session: string;
  readonly connector: string | undefined;
  readonly local: string | undefined;
  readonly remote: string | undefined;
  /** `+` connected, `-` disconnected, `>` sent, `<` received, `*` a remark. */
  readonly event: string;
  readonly data: string;
  readonly context: string;
}

function conversation(cells: readonly string[], columns: Columns, stamps: StampReader): ProtocolLine {
  return {
    moment: stamps.read(columns.cell(cells, 'datetime') ?? '', 0),
    session: columns.cell(cells, 'sessionid') ?? '',
    connector: columns.cell(cells, 'connectorid'),
    local: withoutPort(columns.cell(cells, 'localendpoint')),
    remote: withoutPort(columns.cell(cells, 'remoteendpoint')),
    event: columns.cell(cells, 'event') ?? '',
    data: columns.cell(cells, 'data') ?? '',
    context: columns.cell(cells, 'context') ?? '',
  };
}

/** What a session has said of itself and of the message that comes next. */
interface Announced {
  server?: string;
  messageId?: string;
}

/** Sessions that are followed: more than an Exchange server has open at a time (Send connectors allow 1,000 by default). */
const mostSessions = 5000;

class Sessions {
  private readonly open = new RecentMap<Announced>(mostSessions, () => undefined);

  read(said: ProtocolLine, lines: readonly LogLine[], sink: LogSink): void {
    const { session, event, data, context } = said;
    const messageId = /\bInternetMessageId (<[^<>\s]{1,990}>)/.exec(context)?.[1];
    // Only who sends mail greets with the server's own name.
    const server = event === '>' ? /^(?:EHLO|HELO) (\S{1,255})/i.exec(data)?.[1] : undefined;
    if (messageId !== undefined || server !== undefined) {
      const known = this.open.get(session);
      this.open.set(session, {
        ...known,
        ...(messageId ? { messageId } : {}),
        ...(server ? { server } : {}),
      });
    }
    readLine(said, this.open.get(session) ?? {}, lines, sink);
    if (event === '-') this.open.delete(session);
  }
}

function readLine(said: ProtocolLine, announced: Announced, lines: readonly LogLine[], sink: LogSink): void {
  const { moment, session, event, data } = said;
  const key = `s:${session}` as const;
  if (event === '-') {
    sink.close(key, moment);
    return;
  }
  const receives = said.connector?.includes('\\') ?? false;
  const source = receives ? said.remote : undefined;
  if (/^MAIL FROM:/i.test(data))
    sink.open(key, moment, { sender: mailPath(pathIn(data)), source, messageId: announced.messageId });
  else if (/^RCPT TO:/i.test(data)) sink.add(key, moment, { recipient: mailPath(pathIn(data)) });
  const blocked = lines.some(({ hits }) => hits.length > 0);
  const outcome = blocked ? 'blocked' : outcomeOf(event, data, receives);
  if (outcome === undefined) return;
  sink.event(
    {
      moment,
      outcome,
      sessionId: session || undefined,
      // A receive connector's name begins with its server's.
      server: receives ? said.connector?.split('\\')[0] : (announced.server ?? said.local),
      connector: said.connector,
      remoteHost: receives ? undefined : said.remote,
      source,
      messageId: outcome === 'delivered' ? angled(data) : undefined,
      diagnostic: blocked ? (diagnosticIn(data) ?? diagnosticIn(said.context)) : undefined,
    },
    lines,
    session === '' ? [] : [key],
  );
}

/** Only the reply to the message itself says what became of it: `250 2.6.0 … Queued mail for delivery`. */
function outcomeOf(event: string, data: string, receives: boolean) {
  if (event !== (receives ? '>' : '<')) return undefined;
  if (/^250 2\.6\.0 /.test(data)) return 'delivered';
  if (/^4\d\d[ -]/.test(data)) return 'deferred';
  return undefined;
}

function pathIn(command: string): string | undefined {
  const path = between(command, '<', '>');
  return path === '' ? '<>' : path;
}

function angled(text: string): string | undefined {
  const id = between(text, '<', '>');
  return id ? `<${id}>` : undefined;
}
