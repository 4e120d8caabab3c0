import { gunzipSync } from 'node:zlib';
import { parse } from 'papaparse';

/** The texts of the files, without compression, marks and UTF-16. */
export function textOf(name: string, bytes: Buffer): string {
  const plain = name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  const wide = plain[1] === 0 || (plain[0] === 0xff && plain[1] === 0xfe);
  return plain
    .toString(wide ? 'utf16le' : 'utf8')
    .replace(/^\ufeff/, '')
    .replace(/^#TYPE.*\r\n/, '');
}

const code = /5\.7\.7\d\d/;

/** Message-IDs of all mail that the files show as refused with a code, found by reading them in the plainest way. */
export function refusedIn(files: ReadonlyMap<string, Buffer>): Set<string> {
  const texts = new Map([...files].map(([name, bytes]) => [name, textOf(name, bytes)]));
  const logs = [...texts]
    .filter(([name]) => /^(mail\.?log|exim_mainlog|mainlog)/.test(name))
    .map(([, text]) => text);
  return new Set([
    ...queueLog(logs.join('\n')),
    ...[...texts].flatMap(([name, text]) => {
      if (name.endsWith('.eml')) return bounce(text);
      if (name.endsWith('.LOG')) return exchangeLog(text);
      if (/^(MessageTraceDetail|ExtendedReport)/.test(name)) return trace(name, text);
      return [];
    }),
  ]);
}

/** Postfix, Exim and sendmail: the queue ID stands in every line of a mail, its Message-ID in one. */
function queueLog(text: string): string[] {
  const lines = text.split('\n');
  const idOf = (line: string) =>
    line
      .match(/(?:\]: | - - | )([0-9A-Za-z-]{8,}): |^\S+ \S+ (1r\S+) /)
      ?.slice(1)
      .find((id) => id);
  const messageIds = new Map<string, string>();
  for (const line of lines) {
    const messageId = line
      .match(/(?:message-id|msgid)=<([^>]+)>|<= .* id=(\S+)/)
      ?.slice(1)
      .find((id) => id);
    const id = idOf(line);
    if (messageId && id) messageIds.set(id, messageId);
  }
  return lines
    .filter((line) => /status=bounced| \*\* |stat=Service unavailable/.test(line) && code.test(line))
    .map((line) => messageIds.get(idOf(line) ?? '') ?? `unknown in ${line}`);
}

function exchangeLog(text: string): string[] {
  const fields = text.match(/#Fields: (.*)/)?.[1]?.split(',') ?? [];
  const rows = parse<string[]>(text.replace(/^#.*\r?\n/gm, ''), { skipEmptyLines: true }).data;
  const at = (row: readonly string[], field: string) => row[fields.indexOf(field)] ?? '';
  if (fields.includes('message-id'))
    return rows
      .filter((row) => at(row, 'event-id') === 'FAIL' && code.test(at(row, 'recipient-status')))
      .map((row) => bare(at(row, 'message-id')));
  const messageIds = new Map<string, string>();
  for (const row of rows) {
    const id = at(row, 'context').match(/InternetMessageId <([^>]+)>/)?.[1];
    if (id) messageIds.set(at(row, 'session-id'), id);
  }
  return rows
    .filter((row) => at(row, 'event') === '<' && code.test(at(row, 'data')))
    .map((row) => messageIds.get(at(row, 'session-id')) ?? `unknown in ${row.join()}`);
}

type Row = Readonly<Record<string, string>>;

function trace(name: string, text: string): string[] {
  return rowsOf(name, text)
    .filter((row) => /^fail$/i.test(row.Event ?? row.event_id ?? ''))
    .filter((row) => code.test(row.Detail ?? row.recipient_status ?? ''))
    .map((row) => bare(row.MessageId ?? row.message_id ?? ''));
}

/** The rows of an export, by its ending: JSON, CSV, or the list that PowerShell shows. */
export function rowsOf(name: string, text: string): Row[] {
  if (text.trim() === '') return [];
  if (name.endsWith('.json')) {
    const found: unknown = JSON.parse(text);
    return (Array.isArray(found) ? found : [found]) as Row[];
  }
  if (name.endsWith('.csv')) return parse<Row>(text, { header: true, skipEmptyLines: true }).data;
  return text
    .trim()
    .replace(/\r\n +(?=\S)/g, ' ')
    .split('\r\n\r\n')
    .map((block) =>
      Object.fromEntries([...block.matchAll(/^(\S.*?) +: ?(.*)$/gm)].map(([, key, value]) => [key, value])),
    );
}

/** The last Message-ID is that of the mail that came back. */
const bounce = (text: string) =>
  code.test(text) ? [...text.matchAll(/^Message-ID: <([^>]+)>/gim)].slice(-1).map(([, id]) => id ?? '') : [];

const bare = (id: string) => id.replace(/[<>]/g, '');
