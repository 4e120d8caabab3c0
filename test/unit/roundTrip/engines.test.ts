import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Output } from '../../../src/cli/output';
import { reportCommand } from '../../../src/cli/reportCommand';
import { verifyCommand } from '../../../src/cli/verifyCommand';
import { generate, type Kind, kinds, type Mail } from '../core/logs/generatedLogs';
import { type LuceneNode, parseLogql, parseLucene } from '../core/verify/grammars';
import { clickHouseFunctions, openDuckDb } from './duckdb';

const top = mkdtempSync(join(tmpdir(), 'ndr-lens-engines-'));
const before = process.cwd();
let duckdb: DuckDBConnection;
beforeAll(async () => {
  duckdb = await openDuckDb();
  for (const statement of clickHouseFunctions) await duckdb.run(statement);
});
afterAll(() => {
  process.chdir(before);
  duckdb.closeSync();
  rmSync(top, { recursive: true, force: true });
});

/** A folder of its own, in which queries write as they stand. */
function folder(): string {
  const path = mkdtempSync(join(top, 'run-'));
  process.chdir(path);
  return path;
}

function write(path: string, content: string): string {
  writeFileSync(path, content);
  aged(path);
  return path;
}

/** Stamps without a year are of the year in which their file was written. */
function aged(path: string): void {
  utimesSync(path, new Date('2026-11-25T00:00:00Z'), new Date('2026-11-25T00:00:00Z'));
}

type Run = (args: string[], output: Output) => Promise<number>;

async function printed(run: Run, ...args: string[]): Promise<string> {
  const out = new PassThrough();
  const errors = new PassThrough();
  const all = Promise.all([text(out), text(errors)]);
  await run(['--lang', 'en', '--zone', 'Z', ...args], new Output(out, errors));
  out.end();
  errors.end();
  const [said, complained] = await all;
  expect(complained).toBe('');
  return said;
}

/** The queries of a script, without the comments, as they stand. */
async function queriesOf(...args: string[]): Promise<string[]> {
  const script = await printed(verifyCommand, ...args);
  return script
    .split('\n\n')
    .map((part) => part.replace(/^(?:#|--|\/\/) .*\n?/gm, '').trim())
    .filter((query) => query !== '');
}

const report = async (...paths: string[]) =>
  JSON.parse(await printed(reportCommand, '--format', 'json', ...paths));

interface Counted {
  readonly name?: string;
  readonly start?: string;
  readonly blocked: number;
  readonly delivered: number;
}

const lists = [
  'codes',
  'senders',
  'domains',
  'sources',
  'remoteHosts',
  'servers',
  'connectors',
  'perHour',
  'perDay',
] as const;
const single = [
  'blocked',
  'mentions',
  'unjoined',
  'unattributed',
  'undated',
  'first',
  'last',
  'zone',
  'assumed',
  'uncounted',
];

/** What a report says of blocked mails; of the others an answer does not know. */
function blockedFigures(whole: Record<string, unknown>) {
  const listed = (list: readonly Counted[]) =>
    list
      .filter(({ blocked }) => blocked > 0)
      .map(({ name, start, blocked }) => `${name ?? start} ${blocked}`)
      .sort();
  return {
    ...Object.fromEntries(single.map((name) => [name, whole[name]])),
    ...Object.fromEntries(lists.map((name) => [name, listed(whole[name] as Counted[])])),
    perMinute: listed(whole.perMinute as Counted[]),
  };
}

/** All that a report says but for the minutes, since totals are of hours. */
function figures({ text: _, perMinute: __, ...whole }: Record<string, unknown>) {
  return whole;
}

const logOf: Readonly<Record<string, string>> = {
  'Postfix, RFC 3164': 'postfix',
  'Postfix, RFC 5424': 'postfix',
  'Postfix, ISO stamps': 'postfix',
  Sendmail: 'sendmail',
  Exim: 'exim',
  'Exchange message tracking': 'exchange-tracking',
  'Exchange send protocol': 'exchange-protocol',
  'Exchange receive protocol': 'exchange-protocol',
};
const asked = kinds.flatMap((kind) =>
  logOf[kind.name] === undefined ? [] : [[kind.name, logOf[kind.name] ?? '', kind] as const],
);

/** Two hundred mails of which some are blocked, their lines mixed; ids stand for one mail each unless fewer are given. */
function linesOf(kind: Kind, ids = 200): string[] {
  const mails: Mail[] = Array.from({ length: 200 }, (_, number) => ({
    number,
    sender: number % 11 === 4 ? '' : `a${number % 7}@X${number % 3}.example`,
    recipient: `b${number}@y.example`,
    blocked: number % 5 === 2,
  }));
  const pick = [0, 3, 1, 7, 2, 9, 4];
  return [
    ...generate(
      kind,
      mails,
      pick,
      ({ number }) => `${((number % ids) + 0xabc00).toString(16).toUpperCase()}F`,
    ).lines,
  ];
}

/** The same lines in another order that is always the same. */
function shuffled(lines: readonly string[]): string[] {
  return lines
    .map((line, index) => ({ line, rank: (index * 7919 + 13) % 10_007 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ line }) => line);
}

const body = (lines: readonly string[]) => `${lines.join('\n')}\n`;

describe.each(asked)('the lines of the blocked mails in files, by DuckDB: %s', (_name, log, kind) => {
  it.each([
    ['as they were written', 200, (lines: string[]) => lines],
    ['with ids that are used again', 30, (lines: string[]) => lines],
    ['with lines that stand there twice', 200, (lines: string[]) => [...lines, ...lines.slice(1)]],
  ] as const)('%s', async (_how, ids, arrange) => {
    const lines = arrange(linesOf(kind, ids));
    const whole = write(join(folder(), 'mail.log'), body(lines));
    await duckdb.run((await queriesOf('--engine', 'duckdb', '--log', log))[0] ?? '');
    aged('ndr-lens-lines.csv');
    const expected = await report(whole);
    expect(expected.blocked).toBeGreaterThan(5);
    expect(blockedFigures(await report('ndr-lens-lines.csv'))).toEqual(blockedFigures(expected));
    const kept = readFileSync('ndr-lens-lines.csv', 'utf8').split('\n').length;
    expect(kept).toBeLessThan(lines.length * 0.6);
  });
});

const countedKinds = asked.filter(([, log]) => ['postfix', 'sendmail', 'exim'].includes(log));

describe.each(countedKinds)(
  'with the totals, by DuckDB, a report says all that it says of the whole log: %s',
  (_name, log, kind) => {
    it('of files', async () => {
      const whole = write(join(folder(), 'mail.log'), body(linesOf(kind)));
      for (const query of await queriesOf('--engine', 'duckdb', '--log', log)) await duckdb.run(query);
      const answers = ['ndr-lens-lines.csv', 'ndr-lens-deliveries.csv'];
      for (const answer of answers) aged(answer);
      const expected = await report(whole);
      expect(expected.delivered).toBeGreaterThan(100);
      expect(figures(await report(...answers))).toEqual(figures(expected));
      const until = ['--until', '2026-11-23T00:05'];
      expect((await report(...until, ...answers)).blocked).toBe((await report(...until, whole)).blocked);
      expect((await report('--since', '2026-11-23T01:00', ...answers)).delivered).toBe(0);
    });
  },
);

/** A row of an engine's table: what a collector made of a line. */
interface Row {
  readonly time: string;
  readonly host: string;
  readonly program: string;
  readonly message: string;
}

const postfix = kinds[0] as Kind;

/** All lines of ten seconds have one time, as where a collector keeps no more of it. */
const coarse = (lines: readonly string[]) => lines.map((line) => line.replace(/^(.{14})\d/, '$10'));

function rowsOf(lines: readonly string[]): Row[] {
  return lines.map((line) => {
    const [, time = '', host = '', program = '', message = ''] =
      /^Nov 23 (\S+) (\S+) (\S+)\[7\]: (.*)$/.exec(line) ?? [];
    return { time: `2026-11-23T${time}Z`, host, program, message };
  });
}

async function fill(table: string, rows: readonly Row[]): Promise<void> {
  write('rows.json', JSON.stringify(rows));
  await duckdb.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT time::TIMESTAMPTZ AS time, host, program, message FROM read_json('rows.json')`,
  );
}

const columns = ['--line', 'message', '--time', 'time', '--host', 'host', '--program', 'program'];

/** What ClickHouse's client does with the end of a query. */
function asDuckDb(query: string): string {
  const [, select = '', file = ''] =
    /^(.*)\nINTO OUTFILE ('[^']*') TRUNCATE\nFORMAT CSVWithNames;$/s.exec(query) ?? [];
  return file === '' ? query : `COPY (${select}) TO ${file} (FORMAT csv, HEADER)`;
}

describe.each(['duckdb', 'clickhouse'])('a table in any order: %s', (engine) => {
  const lines = coarse(linesOf(postfix));

  it('gives the same lines, and the totals of the rest', async () => {
    const whole = write(join(folder(), 'mail.log'), body(lines));
    await fill(
      '"mail ""log"""',
      shuffled(lines).flatMap((line) => rowsOf([line])),
    );
    const queries = await queriesOf('--engine', engine, '--table', 'mail "log"', ...columns);
    expect(queries).toHaveLength(2);
    for (const query of queries)
      await duckdb.run(asDuckDb(engine === 'clickhouse' ? query.replaceAll('\\"', '""') : query));
    const found = await report('ndr-lens-lines.csv', 'ndr-lens-deliveries.csv');
    const expected = await report(whole);
    // Lines of syslog leave the year open, and the zone.
    expect({ ...figures(found), assumed: [] }).toEqual({ ...figures(expected), assumed: [] });
  });

  it('within a time, its begin included and its end not, with the lines of these mails before it', async () => {
    const whole = write(join(folder(), 'mail.log'), body(lines));
    const rows = rowsOf(lines);
    await fill('mail_log', rows);
    const coded = rows.filter(({ message }) => message.includes('5.7.750'));
    const time = ['--since', coded.at(10)?.time ?? '', '--until', coded.at(30)?.time ?? ''];
    const queries = await queriesOf('--engine', engine, '--table', 'mail_log', ...columns, ...time);
    for (const query of queries) await duckdb.run(asDuckDb(query));
    const found = await report(...time, 'ndr-lens-lines.csv');
    expect(found.blocked).toBeGreaterThan(10);
    expect(found.unattributed).toBe(0);
    expect({ ...blockedFigures(found), assumed: [] }).toEqual({
      ...blockedFigures(await report(...time, whole)),
      assumed: [],
    });
  });
});

/** An answer as an engine's own export writes it. */
type Export = (rows: readonly Row[]) => string;

const csv = (rows: readonly (readonly string[])[], sign = ',') =>
  `${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(sign)).join('\r\n')}\r\n`;
const jsonLines = (objects: readonly unknown[]) =>
  `${objects.map((object) => JSON.stringify(object)).join('\n')}\n`;
const whole = ({ time, host, program, message }: Row) =>
  `Nov 23 ${time.slice(11, 19)} ${host} ${program}[7]: ${message}`;
const micros = ({ time }: Row) => `${Date.parse(time) * 1000}`;
const nanos = ({ time }: Row) => `${Date.parse(time)}000000`;
const names = ['time', 'host', 'program', 'message'];
const cells = (row: Row) => [micros(row), row.host, row.program, row.message];
const portalTime = ({ time }: Row) => {
  const hour = Number(time.slice(11, 13));
  return `11/23/2026, ${hour % 12 === 0 ? 12 : hour % 12}${time.slice(13, 19)}.000 ${hour < 12 ? 'AM' : 'PM'}`;
};

const exportsOf: Readonly<Record<string, Export>> = {
  'CSV of Sentinel': (rows) =>
    csv([
      ['time [UTC]', 'host', 'program', 'message'],
      ...rows.map((row) => [portalTime(row), ...cells(row).slice(1)]),
    ]),
  'the answer of Log Analytics': (rows) =>
    JSON.stringify({
      tables: [
        {
          name: 'PrimaryResult',
          columns: names.map((name) => ({ name, type: 'string' })),
          rows: rows.map((row) => [row.time, ...cells(row).slice(1)]),
        },
      ],
    }),
  'hits of Elasticsearch': (rows) =>
    JSON.stringify({
      took: 5,
      hits: {
        total: { value: rows.length, relation: 'eq' },
        hits: rows.map((row) => ({
          _index: 'logs-mail',
          _source: {
            '@timestamp': row.time,
            host: { name: row.host },
            process: { name: row.program },
            message: row.message,
          },
        })),
      },
    }),
  'CSV of Discover': (rows) =>
    csv([
      ['@timestamp', 'message'],
      ...rows.map((row) => [`Nov 23, 2026 @ ${row.time.slice(11, 19)}.000`, whole(row)]),
    ]),
  'CSV of Splunk': (rows) =>
    csv([
      ['_time', 'host', '_raw'],
      ...rows.map((row) => [`${row.time.slice(0, 19)}.000+0000`, row.host, whole(row)]),
    ]),
  'JSON of Splunk': (rows) =>
    jsonLines(
      rows.map((row) => ({ preview: false, result: { _time: row.time, host: row.host, _raw: whole(row) } })),
    ),
  'results of Splunk': (rows) =>
    JSON.stringify({ results: rows.map((row) => ({ _time: row.time, host: row.host, _raw: whole(row) })) }),
  'lines of logcli': (rows) =>
    jsonLines(rows.map((row) => ({ labels: { job: 'mail' }, line: whole(row), timestamp: row.time }))),
  'the answer of Loki': (rows) =>
    JSON.stringify({
      status: 'success',
      data: {
        resultType: 'streams',
        result: [{ stream: { job: 'mail' }, values: rows.map((row) => [nanos(row), whole(row)]) }],
      },
    }),
  'CSV of Graylog': (rows) =>
    csv([
      ['timestamp', 'source', 'message'],
      ...rows.map((row) => [row.time, row.host, `${row.program}[7]: ${row.message}`]),
    ]),
  'CSV of ClickHouse': (rows) => csv([names, ...rows.map(cells)]),
  'TSV of ClickHouse': (rows) => `${[names, ...rows.map(cells)].map((row) => row.join('\t')).join('\n')}\n`,
  'JSONEachRow of ClickHouse': (rows) => jsonLines(rows.map((row) => ({ ...row, time: micros(row) }))),
  'JSON of ClickHouse': (rows) =>
    JSON.stringify({
      meta: names.map((name) => ({ name, type: 'String' })),
      data: rows.map((row) => ({ ...row, time: micros(row) })),
      rows: rows.length,
    }),
  'JSON of DuckDB': (rows) =>
    `[${rows.map((row) => JSON.stringify({ ...row, time: Number(micros(row)) })).join(',\n')}]\n`,
};

const lines = linesOf(postfix);
const idIn = (line: string) => /\]: (\w+): /.exec(line)?.[1] ?? '';
const blockedIds = new Set(lines.filter((line) => line.includes('5.7.750')).map(idIn));
const kept = lines.filter((line) => blockedIds.has(idIn(line)));

const known = new Map<string, Record<string, unknown>>();

/** What a report says of a whole log, asked once for all answers. */
async function reportOf(name: string, log: readonly string[]): Promise<Record<string, unknown>> {
  const before = known.get(name) ?? (await report(write('mail.log', body(log))));
  known.set(name, before);
  return before;
}

describe.each(Object.entries(exportsOf))(
  'the lines of the blocked mails come back in %s',
  (_name, write_) => {
    it.each([
      ['in order', (rows: Row[]) => rows],
      ['the latest first', (rows: Row[]) => rows.reverse()],
      ['the latest first, with times of ten seconds', (rows: Row[]) => rows.reverse()],
    ] as const)('%s', async (order, arrange) => {
      folder();
      const read = order.endsWith('seconds') ? coarse : (all: readonly string[]) => all;
      const expected = await reportOf(order, read(lines));
      const found = await report(write('answer', write_(arrange(rowsOf(read(kept))))));
      expect({ ...blockedFigures(found), assumed: [] }).toEqual({ ...blockedFigures(expected), assumed: [] });
    });
  },
);

/** Words of a line: parted by blanks alone, or as the standard analysis of text parts them. */
const analyses = {
  blanks: (line: string) => line.split(/\s+/),
  standard: (line: string) => line.toLowerCase().match(/[a-z0-9]+(?:[._][a-z0-9]+)*/g) ?? [],
};

/** Whether a line is found by a query of Lucene, whose time is left to the engine. */
function finds(node: LuceneNode, line: string, analyse: (text: string) => string[]): boolean {
  if ('term_min' in node) return true;
  if ('left' in node) {
    const left = finds(node.left, line, analyse);
    if (node.operator === undefined) return left;
    const right = finds(node.right, line, analyse);
    return node.operator === 'AND' ? left && right : left || right;
  }
  const words = analyse(line);
  if (node.regex) return words.some((word) => new RegExp(`^(?:${node.term})$`).test(word));
  const phrase = analyse(node.term);
  return words.some((_, at) => phrase.every((word, index) => words[at + index] === word));
}

describe('engines that join nothing are asked twice', () => {
  it.each(countedKinds.filter(([name]) => !name.includes('5424')))('Loki: %s', async (_name, log, kind) => {
    folder();
    const all = linesOf(kind);
    const ask = async (command: string) => {
      const [, pattern = ''] = parseLogql(/'(.*)'/s.exec(command)?.[1] ?? '');
      const read = await duckdb.runAndReadAll(
        'SELECT line FROM (SELECT unnest(from_json($lines, \'["VARCHAR"]\')) AS line) WHERE regexp_matches(line, $pattern)',
        { lines: JSON.stringify(all), pattern },
      );
      return read.getRows().map(([line]) => `${line}`);
    };
    const answer = (found: string[]) =>
      jsonLines(
        found.map((line) => ({
          labels: { job: 'mail' },
          line,
          timestamp: `2026-11-23T${/\d\d:\d\d:\d\d/.exec(line)?.[0]}Z`,
        })),
      );
    const asked = ['--engine', 'loki', '--log', log];
    const [first = ''] = await queriesOf(...asked);
    const coded = await ask(first);
    expect(coded).toHaveLength(40);
    write('ndr-lens-codes.jsonl', answer(coded));
    const second = await queriesOf(...asked, '--from', 'ndr-lens-codes.jsonl');
    const found = (await Promise.all(second.map(ask))).flat();
    expect(found.length).toBeLessThan(all.length * 0.4);
    const answered = blockedFigures(await report(write('ndr-lens-lines-1.jsonl', answer(found))));
    const expected = blockedFigures(await report(write('mail.log', body(all))));
    expect({ ...answered, assumed: [] }).toEqual({ ...expected, assumed: [] });
  });

  it.each(
    Object.entries(analyses).flatMap(([name, analyse]) =>
      ['elastic', 'graylog'].map((engine) => [engine, name, analyse] as const),
    ),
  )('%s, a field in which words are parted by: %s', async (engine, _name, analyse) => {
    folder();
    const rows = rowsOf(lines);
    const ask = (query: string) => rows.filter((row) => finds(parseLucene(query), whole(row), analyse));
    const [first = ''] = await queriesOf('--engine', engine);
    write('codes.csv', exportsOf['CSV of Graylog']?.(ask(first)) ?? '');
    const second = await queriesOf('--engine', engine, '--from', 'codes.csv');
    expect(second).toHaveLength(1);
    expect(ask(second[0] ?? '').map(whole)).toEqual(kept);
  });
});
