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

const report = async (...paths: string[]) => JSON.parse(await printed(reportCommand, '--format', 'json', ...paths));

interface Counted {
  readonly name?: string;
  readonly start?: string;
  readonly blocked: number;
  readonly delivered: number;
}

const lists = ['codes', 'senders', 'domains', 'sources', 'remoteHosts', 'servers', 'connectors', 'perHour', 'perDay'] as const;
const single = ['blocked', 'mentions', 'unjoined', 'unattributed', 'undated', 'first', 'last', 'zone', 'assumed', 'uncounted'];

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
const asked = kinds.flatMap((kind) => (logOf[kind.name] === undefined ? [] : [[kind.name, logOf[kind.name] ?? '', kind] as const]));

/** Two hundred mails of which some are blocked, their lines mixed; ids stand for one mail each unless fewer are given. */
function linesOf(kind: Kind, ids = 200): string[] {
  const mails: Mail[] = Array.from({ length: 200 }, (_, number) => ({
    number,
    sender: number % 11 === 4 ? '' : `a${number % 7}@X${number % 3}.example`,
    recipient: `b${number}@y.example`,
    blocked: number % 5 === 2,
  }));
  const pick = [0, 3, 1, 7, 2, 9, 4];
  return [...generate(kind, mails, pick, ({ number }) => `${((number % ids) + 0xabc00).toString(16).toUpperCase()}F`).lines];
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

describe.each(countedKinds)('with the totals, by DuckDB, a report says all that it says of the whole log: %s', (_name, log, kind) => {
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
});

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
    const [, time = '', host = '', program = '', message = ''] = /^Nov 23 (\S+) (\S+) (\S+)\[7\]: (.*)$/.exec(line) ?? [];
    return { time: `2026-11-23T${time}Z`, host, program, message };
  });
}

async function fill(table: string, rows: readonly Row[]): Promise<void> {
  write('rows.json', JSON.stringify(rows));
  await duckdb.run(`CREATE OR REPLACE TABLE ${table} AS SELECT time::TIMESTAMPTZ AS time, host, program, message FROM read_json('rows.json')`);
}

const columns = ['--line', 'message', '--time', 'time', '--host', 'host', '--program', 'program'];

/** What ClickHouse's client does with the end of a query. */
function asDuckDb(query: string): string {
  const [, select = '', file = ''] = /^(.*)\nINTO OUTFILE ('[^']*') TRUNCATE\nFORMAT CSVWithNames;$/s.exec(query) ?? [];
  return file === '' ? query : `COPY (${select}) TO ${file} (FORMAT csv, HEADER)`;
}

describe.each(['duckdb', 'clickhouse'])('a table in any order: %s', (engine) => {
  const lines = coarse(linesOf(postfix));

  it('gives the same lines, and the totals of the rest', async () => {
    const whole = write(join(folder(), 'mail.log'), body(lines));
    await fill('"mail ""log"""', shuffled(lines).flatMap((line) => rowsOf([line])));
    const queries = await queriesOf('--engine', engine, '--table', 'mail "log"', ...columns);
    expect(queries).toHaveLength(2);
    for (const query of queries) await duckdb.run(asDuckDb(engine === 'clickhouse' ? query.replaceAll('\\"', '""') : query));
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
