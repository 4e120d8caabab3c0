import { describe, expect, it } from 'vitest';
import type { Engine, EngineQuestion, LogTable } from '../../../../../src/core/verify/engine/engine';
import { engineScript } from '../../../../../src/core/verify/engine/engineScript';
import { engines } from '../../../../../src/core/verify/engine/engines';
import { mailLogs } from '../../../../../src/core/verify/engine/mailLog';
import { own, type Quotable } from '../../../../../src/core/verify/quoting';
import { kustoFor, parseLogql, parseLucene } from '../grammars';
import { hostile } from '../values';

const period = { start: '2026-11-23T14:02:00Z', end: '2026-11-24T18:00:00Z' };
const named = (id: string): Engine => engines.find((engine) => engine.id === id) as Engine;
const ids: readonly Quotable[] = ['4F2A1C0D9', '3ZqXyz1abcDEF', '1abcDE-000000-AA', '<a"b\\c@x.example>'].map(
  own,
);

/** Every kind of log, with a time and without, with ids and without. */
function questionsFor(engine: Engine, from: LogTable = engine.usual): EngineQuestion[] {
  return mailLogs.flatMap((log) =>
    [undefined, period].flatMap((time) =>
      [[], ids].map((known) => ({ log, from, period: time, ids: known })),
    ),
  );
}

function queriesFor(engine: Engine, question: EngineQuestion): string[] {
  const { deliveries } = question.log;
  const totals = deliveries && engine.totals?.(question, deliveries);
  return [...engine.lines(question), ...(totals === undefined ? [] : [totals])];
}

const parseSyslog = kustoFor({
  Syslog: {
    TimeGenerated: 'datetime',
    HostName: 'string',
    ProcessName: 'string',
    SyslogMessage: 'string',
  },
});

describe('queries for Sentinel', () => {
  it('are bound to the table of syslog without an error', () => {
    for (const question of questionsFor(named('sentinel')))
      for (const query of queriesFor(named('sentinel'), question))
        expect(parseSyslog(query).errors, query).toEqual([]);
  });

  it('find a column that is none', () => {
    const [query] = named('sentinel').lines({
      ...{ log: mailLogs[0] as (typeof mailLogs)[0], period, ids: [] },
      from: { table: own('Syslog'), line: own('Message') },
    });
    expect(parseSyslog(query).errors).not.toEqual([]);
  });

  it('keep the name of a table as a name', () => {
    for (const table of hostile.domains) {
      const parse = kustoFor({ [table]: { TimeGenerated: 'datetime', Line: 'string' } });
      const from = { table, line: own('Line'), time: own('TimeGenerated') };
      for (const question of questionsFor(named('sentinel'), from).filter(
        ({ ids: known }) => known.length === 0,
      ))
        for (const query of queriesFor(named('sentinel'), question))
          expect(parse(query).errors, query).toEqual([]);
    }
  });
});

/** The query in a command that is started in a shell. */
const logqlIn = (command: string) => (/'(.*)'/s.exec(command)?.[1] ?? '').replaceAll(`'\\''`, `'`);

describe('queries for Loki', () => {
  const loki = named('loki');

  it('are LogQL that keeps labels as strings', () => {
    for (const value of hostile.domains.filter((domain) => !domain.includes(','))) {
      const from = { table: own(`job=${value}`), line: own('line') };
      expect(loki.accepts?.(from)).toBe(true);
      for (const question of questionsFor(loki, from))
        for (const command of loki.lines(question)) expect(parseLogql(logqlIn(command))[0]).toBe(value);
    }
  });

  it('find an id by the signs that it has', () => {
    const [command] = loki.lines({ log: mailLogs[0] as (typeof mailLogs)[0], from: loki.usual, period, ids });
    const [, pattern = ''] = parseLogql(logqlIn(command));
    for (const id of ids) expect(new RegExp(`(?:${pattern})`).exec(`x ${id}: y`)?.[0]).toBe(id);
    expect(new RegExp(pattern).test('x 4F2A1C0DA: to=<a@x.example>')).toBe(false);
  });

  it.each(['mail', 'a b=c', '}=x', '', '1=x'])('refuse labels that are none: %s', (table) => {
    expect(loki.accepts?.({ table: own(table), line: own('line') })).toBe(false);
  });
});

describe.each(['elastic', 'graylog'])('queries for %s', (id) => {
  const engine = named(id);

  it('are queries of Lucene', () => {
    for (const question of questionsFor(engine, { ...engine.usual, time: own('timestamp') }))
      for (const query of engine.lines(question)) {
        const node = parseLucene(query);
        expect(JSON.stringify(node).includes('term_min')).toBe(question.period !== undefined);
      }
  });

  it.each(hostile.domains)('refuse a field that would be read as more: %s', (line) => {
    expect(engine.accepts?.({ line })).toBe(false);
  });
});

describe('queries for Splunk', () => {
  it.each(hostile.domains)('refuse a field that would be read as more: %s', (line) => {
    expect(named('splunk').accepts?.({ line })).toBe(false);
  });

  it('end no string but at its end', () => {
    for (const table of hostile.domains)
      for (const question of questionsFor(named('splunk'), { ...named('splunk').usual, table }))
        for (const query of queriesFor(named('splunk'), question)) {
          const outside = query.replace(/"(?:\\.|[^"\\])*"/gs, '');
          expect(outside).not.toMatch(/["`]|Remove-Mailbox|reboot/);
        }
  });
});

describe('the queries for an engine', () => {
  it('say what is asked in two steps, and in how many parts', () => {
    const loki = named('loki');
    const log = mailLogs[0] as (typeof mailLogs)[0];
    const many = Array.from({ length: 1200 }, (_, index) => own(`A${index + 10_000}B`));
    const first = engineScript(loki, { log, from: loki.usual, period, ids: [] }, 'en');
    expect(first).toContain('run verify again');
    expect(first.match(/^logcli /gm)).toHaveLength(1);
    const second = engineScript(loki, { log, from: loki.usual, period, ids: many }, 'it');
    expect(second.match(/^logcli /gm)).toHaveLength(3);
    expect(second).toContain('Parte 3 di 3');
    for (const id of many) expect(second.split(id)).toHaveLength(2);
  });

  it.each(engines)('are comments but for themselves: $id', (engine) => {
    for (const question of questionsFor(engine)) {
      const queries = queriesFor(engine, question);
      const rest = queries.reduce(
        (script, query) => script.replace(query, ''),
        engineScript(engine, question, 'en'),
      );
      expect(
        rest.split('\n').filter((line) => line !== '' && !line.startsWith(`${engine.comment} `)),
      ).toEqual([]);
    }
  });
});
