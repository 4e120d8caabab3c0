import { describe, expect, it } from 'vitest';
import { findingText } from '../../../../src/core/findings/findingText';
import type { Finding } from '../../../../src/core/incident/finding';

const finding = (rule: string, values: Finding['values']): Finding => ({
  ...{ id: `${rule}:x`, rule, step: 'users', actions: [], subject: 'x', severity: 'warning' },
  ...{ values, evidence: [] },
});
const reasons = (rule: string, values: Finding['values']) =>
  (['en', 'it'] as const).map((language) => findingText(finding(rule, values), language).reason);

describe('the reason of a finding', () => {
  it.each([
    [
      'times',
      'connector-new-outbound',
      { changed: '2026-11-21T01:31:05Z', first: '2026-11-23T21:10:01.250Z' },
      ['on Nov 21, 2026, 01:31:05 UTC;', 'on Nov 23, 2026, 21:10:01 UTC.'],
      ['il 21 nov 2026, 01:31:05 UTC;', 'il 23 nov 2026, 21:10:01 UTC.'],
    ],
    [
      'days and numbers',
      'volume-own-past',
      { day: '2026-11-22', sent: '12345', failed: '131', usual: '2.5' },
      ['12,345 messages on Nov 22, 2026', 'is 2.5.'],
      ['12.345 messaggi il 22 nov 2026', 'è 2,5.'],
    ],
    [
      'the state of a policy',
      'policy-off',
      { state: 'report-only' },
      ['is: report-only.'],
      ['è: solo report.'],
    ],
    ['what nobody knows', 'connector-new-outbound', { changed: '', first: '' }, ['changed on –;'], ['il –;']],
    [
      'a state that is Microsoft’s own',
      'subscription-lapsed',
      { state: 'LockedOut' },
      ['LockedOut'],
      ['LockedOut'],
    ],
  ])('says %s as its language has them', (_what, rule, values, inEnglish, inItalian) => {
    const [english = '', italian = ''] = reasons(rule, values);
    for (const part of inEnglish) expect(english).toContain(part);
    for (const part of inItalian) expect(italian).toContain(part);
  });

  it('leaves a name that looks like a day as it is', () => {
    const { title } = findingText({ ...finding('volume-own-past', {}), subject: '2026-11-22' }, 'en');
    expect(title).toContain('2026-11-22');
  });
});
