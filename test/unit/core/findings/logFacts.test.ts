import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogFactsCounter, logFactsOf } from '../../../../src/core/findings/logFacts';
import type { LogFacts } from '../../../../src/core/logs/figures/logFacts';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { inSteps } from '../../../../src/shared/inSteps';

const event = (line: number, sender: string, code: string | undefined, at: number): LogEvent => ({
  file: 'mail.log',
  line,
  format: 'postfix',
  outcome: code === undefined ? 'delivered' : 'blocked',
  hits: code === undefined ? [] : [{ code, line, column: 1 }],
  code,
  sender,
  moment: { time: new Date(at).toISOString(), at, assumed: [] },
  remoteHost: 'MX.example',
  connector: 'EXCH02\\To Cloud',
});

const events = [
  event(9, 'u@B.example', '5.7.750', 3000),
  event(2, 'v@b.example', '5.7.705', 2000),
  event(4, 'u@a.example', undefined, 1000),
  event(5, '<>', '5.7.705', 2500),
];

const expected: Omit<LogFacts, 'flows'> = {
  domains: [
    { name: 'a.example', blocked: 0, codes: [], evidence: { file: 'mail.log', line: 4 } },
    { name: 'b.example', blocked: 2, codes: ['5.7.705', '5.7.750'], evidence: { file: 'mail.log', line: 2 } },
  ],
  senders: [
    { name: 'u@b.example', blocked: 1, codes: ['5.7.750'], evidence: { file: 'mail.log', line: 9 } },
    { name: 'v@b.example', blocked: 1, codes: ['5.7.705'], evidence: { file: 'mail.log', line: 2 } },
  ],
  remoteHosts: ['mx.example'],
  connectors: ['to cloud'],
  firstHit: 2000,
  refusals: {
    first: { at: 2000, code: '5.7.705', evidence: { file: 'mail.log', line: 2 } },
    last: { at: 3000, code: '5.7.750', evidence: { file: 'mail.log', line: 9 } },
  },
  codes: ['5.7.705', '5.7.750'],
};

describe('facts of logs', () => {
  it('are the same whatever order the events come in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (order) => {
        const counter = new LogFactsCounter();
        for (const each of order) counter.add(each);
        const { flows, ...others } = counter.facts();
        expect(others).toEqual(expected);
        expect(flows.map(({ sender, first, evidence }) => [sender, first, evidence.line])).toEqual([
          ['u@a.example', 1000, 4],
          ['u@b.example', 3000, 9],
          ['v@b.example', 2000, 2],
        ]);
      }),
    );
  });

  it('are those of a scan, whose numbers also name what its events leave out', async () => {
    const counter = new IncidentCounter({ offsetAt: () => 0 });
    for (const each of [...events, event(7, 'x@c.example', '5.7.750', 4000)]) counter.add(each);
    const facts = await inSteps(
      logFactsOf({
        ...{ events, dropped: 1, files: [], leftOut: 0, timeZone: '' },
        ...{ summary: counter.summary(), state: 'complete' },
      }),
    );
    expect(facts.domains.map(({ name, blocked }) => [name, blocked])).toEqual([
      ['a.example', 0],
      ['b.example', 2],
      ['c.example', 1],
    ]);
  });
});
