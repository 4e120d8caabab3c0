import { describe, expect, it } from 'vitest';
import type { LogEvent } from '../../../../../src/core/logs/formats/event';
import { kinds } from '../generatedLogs';
import { logOf } from '../generatedTraffic';
import { readAll, source } from '../readTexts';

/** What holds lines of a log, and how it writes them. */
interface Wrapping {
  readonly name: string;
  wrap(lines: readonly string[]): string;
}

const each = (name: string, wrap: (line: string, index: number) => string): Wrapping => ({
  name,
  wrap: (lines) => `${lines.map(wrap).join('\n')}\n`,
});
const instant = (index: number) =>
  `2026-11-23T00:${String(Math.floor(index / 60)).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
const html = (line: string) =>
  line
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
const cell = (line: string) => `"${line.replaceAll('"', '""')}"`;
const python = (line: string) => `b'${line.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}\\n'`;

const wrappings: readonly Wrapping[] = [
  each('Docker’s json-file', (line, index) =>
    JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: `${instant(index)}.123456789Z` }),
  ),
  each('CRI of Kubernetes', (line, index) => `${instant(index)}.123456789Z stdout F ${line}`),
  each('docker compose', (line) => `mailcow-postfix-1  | ${line}`),
  each('docker compose in colours', (line) => `\u001b[36mmail-1  |\u001b[0m ${line}`),
  each('docker service logs', (line) => `mail_postfix.1.x8z@node1    | ${line}`),
  each('kubectl logs --prefix', (line) => `[pod/mail-0/postfix] ${line}`),
  each('grep over several files', (line) => `/var/log/maillog-20261123:${line}`),
  each('grep -n', (line, index) => `mail.log:${index + 1}:${line}`),
  each('findstr on Windows', (line) => `C:\\logs\\mail.log:${line}`),
  each(
    'compose around Docker',
    (line) => `mail-1 | ${JSON.stringify({ log: `${line}\n`, stream: 'stdout' })}`,
  ),
  each('Filebeat', (line, index) =>
    JSON.stringify({
      '@timestamp': `${instant(index)}.000Z`,
      agent: { type: 'filebeat', version: '8.1.0' },
      log: { file: { path: '/var/log/mail.log' }, offset: index },
      message: line,
    }),
  ),
  each('Fluentd', (line, index) =>
    JSON.stringify({ date: 1_795_392_000 + index, log: line, kubernetes: { pod_name: 'mail-0' } }),
  ),
  each('Splunk', (line, index) =>
    JSON.stringify({ preview: false, result: { _time: `${instant(index)}.000+00:00`, _raw: line } }),
  ),
  each('Loki by logcli', (line, index) =>
    JSON.stringify({ labels: { job: 'mail' }, line, timestamp: `${instant(index)}Z` }),
  ),
  each('Cloud Logging', (line, index) =>
    JSON.stringify({ insertId: `${index}`, textPayload: line, timestamp: `${instant(index)}Z` }),
  ),
  each('escapes of Gson', (line) =>
    JSON.stringify({ message: line }).replace(
      /[<>='&]/g,
      (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`,
    ),
  ),
  {
    name: 'a pretty array',
    wrap: (lines) =>
      JSON.stringify(
        lines.map((message, index) => ({ time: `${1_795_392_000 + index}`, message })),
        undefined,
        2,
      ),
  },
  {
    name: 'an array on one line',
    wrap: (lines) =>
      JSON.stringify(lines.map((message, index) => ({ time: `${1_795_392_000 + index}`, message }))),
  },
  {
    name: 'pretty objects one after the other',
    wrap: (lines) =>
      lines.map((MESSAGE) => JSON.stringify({ MESSAGE, PRIORITY: '6' }, undefined, '\t')).join('\n'),
  },
  {
    name: 'Elasticsearch’s answer',
    wrap: (lines) =>
      JSON.stringify({
        took: 3,
        hits: { total: lines.length, hits: lines.map((message) => ({ _index: 'x', _source: { message } })) },
      }),
  },
  {
    name: 'Loki’s answer',
    wrap: (lines) =>
      JSON.stringify({
        status: 'success',
        data: {
          result: [
            {
              stream: { job: 'mail' },
              values: lines.map((line, index) => [`${1_795_392_000 + index}000000000`, line]),
            },
          ],
        },
      }),
  },
  {
    name: 'rows of Log Analytics',
    wrap: (lines) =>
      JSON.stringify({
        tables: [
          {
            columns: [{ name: 'TimeGenerated' }, { name: 'SyslogMessage' }],
            rows: lines.map((line, index) => [`${instant(index)}Z`, line]),
          },
        ],
      }),
  },
  {
    name: 'an engine’s CSV',
    wrap: (lines) =>
      ['"@timestamp","message"', ...lines.map((line, index) => `${instant(index)}.000Z,${cell(line)}`)].join(
        '\r\n',
      ),
  },
  {
    name: 'a spreadsheet’s CSV',
    wrap: (lines) =>
      ['_time;_raw;source', ...lines.map((line, index) => `${instant(index)}Z;${cell(line)};x`)].join('\n'),
  },
  each('colours within', (line) =>
    line.replaceAll(/5\.7\.\d+/g, (code) => `\u001b[01;31m\u001b[K${code}\u001b[m\u001b[K`),
  ),
  each('colours that rsyslog has escaped', (line) =>
    line.replaceAll(/5\.7\.\d+/g, (code) => `#033[31m${code}#033[0m`),
  ),
  each('HTML', (line) => `<p>${html(line)}</p>`),
  { name: 'a page', wrap: (lines) => `<pre>${lines.map(html).join('<br>\n')}</pre>` },
  each('an address of the web', (line) => encodeURIComponent(line)),
  each('a literal of Python', python),
  each('a string of JSON', (line) => `${JSON.stringify(line)},`),
];

const compared = [
  'outcome',
  'code',
  'sender',
  'recipient',
  'queueId',
  'sessionId',
  'messageId',
  'remoteHost',
  'source',
  'server',
  'diagnostic',
] as const;

/** What a log says, wherever that stands. */
function facts(events: readonly LogEvent[]): string[] {
  return events
    .map((event) =>
      JSON.stringify({
        ...Object.fromEntries(compared.map((name) => [name, event[name]])),
        // A wrapper may know the zone, and the year.
        at: event.moment && Math.round((event.moment.at % 3_600_000) / 1000),
      }),
    )
    .sort();
}

const mails = Array.from({ length: 12 }, (_, index) => ({
  sender: index % 5,
  domain: index % 3,
  blocked: index % 3 !== 1,
}));

describe.each(wrappings.map((wrapping) => [wrapping.name, wrapping] as const))('in %s', (_, { wrap }) => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'a log is read as if it stood alone: %s',
    async (_kind, kind) => {
      const lines = logOf(kind, { mails, pick: [0, 1, 2], ids: 20 });
      const alone = await readAll([source('log', lines.join('\n'))]);
      const text = wrap(lines);
      const wrapped = await readAll([source('log', text)]);
      expect(facts(wrapped)).toEqual(facts(alone));
      const raw = text.split(/\r\n|\n/);
      for (const { hits } of wrapped)
        for (const { code, line, column } of hits)
          expect(raw[line - 1]?.slice(column - 1, column + 6)).toBe(code);
      const places = wrapped.flatMap(({ hits }) => hits.map(({ line, column }) => `${line}:${column}`));
      expect(new Set(places).size).toBe(text.split('5.7.750').length - 1);
    },
  );
});

const refusedText = '550 5.7.705 Access denied, tenant has exceeded threshold';

describe('what an entry leaves open its wrappers tell', () => {
  const inner = JSON.stringify({ level: 'error', err: refusedText, to: 'bob@y.example' });
  it.each([
    ['syslog around JSON', `Nov 23 09:12:11 web1 app[12]: ${inner}`, 'web1'],
    ['syslog around CEE', `Nov 23 09:12:11 web1 app[12]: @cee: ${inner}`, 'web1'],
    ['Docker around JSON', JSON.stringify({ log: `${inner}\n`, time: '2026-11-23T08:12:11.5Z' }), undefined],
    ['CRI around JSON', `2026-11-23T08:12:11.123456789Z stderr F ${inner}`, undefined],
    [
      'an engine around an application',
      JSON.stringify({
        '@timestamp': '2026-11-23T08:12:11Z',
        host: { name: 'web1' },
        message: `ERROR ${refusedText} to=bob@y.example`,
      }),
      'web1',
    ],
    [
      'an engine around Postfix without its stamp',
      JSON.stringify({
        '@timestamp': '2026-11-23T08:12:11Z',
        host: 'web1',
        message: `postfix/smtp[1]: 4F2A1C0D9: to=<bob@y.example>, relay=none, dsn=5.7.705, status=bounced (${refusedText})`,
      }),
      'web1',
    ],
    [
      'a table around Postfix without its stamp',
      `TimeGenerated,Computer,ProcessName,SyslogMessage\n2026-11-23T08:12:11Z,web1,postfix/smtp,"4F2A1C0D9: to=<bob@y.example>, relay=none, dsn=5.7.705, status=bounced (${refusedText})"`,
      'web1',
    ],
    [
      'bytes of the journal',
      JSON.stringify({
        __REALTIME_TIMESTAMP: '1795421531000000',
        _HOSTNAME: 'web1',
        MESSAGE: [...Buffer.from(`\u001b[31mfailed: ${refusedText} to=bob@y.example\u001b[0m`)],
      }),
      'web1',
    ],
  ])('%s', async (_, line, server) => {
    const [event, ...others] = await readAll([source('log', line)]);
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      outcome: 'blocked',
      code: '5.7.705',
      recipient: 'bob@y.example',
      diagnostic: refusedText,
    });
    expect(event?.server).toBe(server);
    expect(new Date(event?.moment?.at ?? 0).toISOString()).toContain('2026-11-23T08:12:11');
  });

  it('an entry that states all of its time is believed', async () => {
    const line = JSON.stringify({
      '@timestamp': '2026-11-24T10:00:00Z',
      message: `2026-11-23T09:12:11+01:00 mx1 postfix/smtp[1]: 4F2A1C0D9: to=<a@y.example>, relay=none, dsn=5.7.705, status=bounced (${refusedText})`,
    });
    const [event] = await readAll([source('log', line)]);
    expect(event).toMatchObject({ server: 'mx1', moment: { time: '2026-11-23T09:12:11+01:00' } });
  });

  it('services whose lines are mixed are told apart', async () => {
    const lines = [
      'app-1  | C: MAIL FROM:<alice@x.example>',
      'web-1  | C: MAIL FROM:<carol@x.example>',
      'app-1  | C: RCPT TO:<bob@y.example>',
      'web-1  | C: RCPT TO:<dave@y.example>',
      `app-1  | S: ${refusedText}`,
    ];
    expect(await readAll([source('log', lines.join('\n'))])).toMatchObject([
      { line: 5, sender: 'alice@x.example', recipient: 'bob@y.example' },
    ]);
  });
});
