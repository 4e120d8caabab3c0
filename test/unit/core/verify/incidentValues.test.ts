import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import type { CodeSummary } from '../../../../src/core/logs/figures/summary';
import {
  type IncidentEvidence,
  incidentValues,
  mostValues,
} from '../../../../src/core/verify/incidentValues';
import { acting } from './values';

const count = (name: string) => ({ name, blocked: 1, delivered: 0 });

const summaryOf = (names: readonly string[], first?: string, last?: string) => ({
  senders: names.map(count),
  domains: names.map(count),
  connectors: names.map(count),
  servers: names.map(count),
  first,
  last,
});

function bounce(path: string) {
  const ndr = parseNdr(readFileSync(join(import.meta.dirname, '../../../../samples', path), 'utf8'));
  return { culprit: findCulprit(ndr), time: ndr.time };
}

describe('the values of an incident', () => {
  it('are none where nothing is known', () => {
    expect(incidentValues({})).toEqual({
      senders: [],
      accounts: [],
      domains: [],
      connectors: [],
      servers: [],
      period: undefined,
    });
  });

  it('come from the logs, in their order', () => {
    const summary = {
      senders: [count('scan@print.adatum.example'), count('<>'), count('SCAN@print.adatum.example')],
      domains: [count('print.adatum.example')],
      connectors: [count('Inbound from MAIL01')],
      servers: [count('MAIL01'), count('AM0PR01.eurprd01.prod.outlook.com')],
      first: '2026-11-24T15:02:00+01:00',
      last: '2026-11-24T17:00:00Z',
    };
    expect(incidentValues({ summary })).toEqual({
      senders: ['scan@print.adatum.example'],
      accounts: ['scan@print.adatum.example'],
      domains: ['print.adatum.example'],
      connectors: ['Inbound from MAIL01'],
      servers: ['MAIL01'],
      period: { start: '2026-11-23T14:02:00Z', end: '2026-11-24T18:00:00Z' },
    });
  });

  it('come from a bounce, before the logs', () => {
    const values = incidentValues({
      summary: summaryOf(['x@other.example'], '2026-11-20T00:00:00Z', '2026-11-20T00:00:00Z'),
      bounce: bounce('bounces/5.7.750-hybrid-relay.eml'),
    });
    expect(values.domains).toEqual(['print.adatum.example', 'x@other.example']);
    expect(values.servers[0]).toBe('MAIL01.hq.adatum.example');
    expect(values.period?.start).toBe('2026-11-19T00:00:00Z');
  });

  it('ask about accounts of the own domains alone, where they are known', () => {
    const summary = summaryOf(['anna@adatum.example', 'scan@print.adatum.example', 'x@other.example']);
    const accounts = (evidence: Partial<IncidentEvidence>) =>
      incidentValues({ summary, ...evidence }).accounts;
    expect(accounts({ ownDomains: ['adatum.example'] })).toEqual(['anna@adatum.example']);
    expect(accounts({ ownDomains: [] })).toHaveLength(3);
  });

  it('take senders of unregistered domains for no accounts', () => {
    const code = (name: string) => ({ name, blocked: 1, delivered: 0 }) as CodeSummary;
    const summary = summaryOf(['scan@print.adatum.example']);
    const accounts = (...codes: string[]) =>
      incidentValues({ summary: { ...summary, codes: codes.map(code) } }).accounts;
    expect(accounts('5.7.750')).toEqual([]);
    expect(accounts('5.7.750', '5.7.705')).toEqual(['scan@print.adatum.example']);
  });

  it('leave out what may not stand in a command', () => {
    const { senders } = incidentValues({
      summary: summaryOf([
        'a@b\n.example',
        'a@\u202eb.example',
        `${'a'.repeat(1_000_000)}@b.example`,
        "o'b@c.example",
      ]),
    });
    expect(senders).toEqual(["o'b@c.example"]);
  });

  it('know no time that no calendar has', () => {
    for (const time of ['never', '+275760-09-13T00:00:00Z', '-000001-01-01T00:00:00Z', ''])
      expect(incidentValues({ summary: summaryOf([], time, time) }).period).toBeUndefined();
  });

  it('are few and safe, whatever the names', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { maxLength: 60 }), (names) => {
        for (const list of Object.values(incidentValues({ summary: summaryOf(names) }))) {
          if (!Array.isArray(list)) continue;
          expect(list.length).toBeLessThanOrEqual(mostValues);
          expect(list.filter((value) => acting.test(value) || !names.includes(value))).toEqual([]);
        }
      }),
    );
    expect(
      incidentValues({ summary: summaryOf(Array.from({ length: 99 }, (_, n) => `${n}@x`)) }).senders,
    ).toHaveLength(mostValues);
  });
});
