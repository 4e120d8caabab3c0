import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../src/core/findings';
import { contradictions } from '../../../../src/core/findings/contradictions';
import { circumstances, sending } from './circumstances';

const tick = '2026-11-24T00:00:00.000Z';
const findings = findingsIn(
  circumstances(
    ['DomainName;DomainType\na.example;0\n', 'Value;Action;Notes\nx@b.example;Block;\n'],
    sending('5.7.750', 'a.example', 'b.example', 'c.example'),
  ),
);

describe('contradictions', () => {
  it('are ticked actions that a critical finding or a warning stands against', () => {
    const found = contradictions(findings, {
      'domains/compare': tick,
      'domains/list': tick,
      'support/cause': tick,
    });
    expect(found.map(({ key, step, findings: against }) => [key, step, against.map(({ id }) => id)])).toEqual(
      [['domains/compare', 'domains', ['domain-unaccepted:b.example', 'domain-unaccepted:c.example']]],
    );
  });

  it('are none where nothing is ticked', () => {
    expect(contradictions(findings, {})).toEqual([]);
  });
});
