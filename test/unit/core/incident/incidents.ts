import fc from 'fast-check';
import { evidenceKey, type Finding } from '../../../../src/core/incident/finding';
import type { Act, Incident, LogEntry } from '../../../../src/core/incident/incident';
import { ordered } from '../../../../src/core/incident/order';

export const now: Act = { at: '2026-11-24T03:00:00.000Z', by: 'Ada' };
export const later: Act = { at: '2026-11-24T04:00:00.000Z' };

export const finding: Finding = {
  id: 'domain-unaccepted:fabrikam.example',
  rule: 'domain-unaccepted',
  step: 'domains',
  severity: 'critical',
  subject: 'fabrikam.example',
  values: { count: '12' },
  evidence: [{ file: 'logs/mail.log', line: 12, sha256: 'a'.repeat(64), excerpt: 'status=bounced' }],
};

const moment = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const act: fc.Arbitrary<Act> = fc.record(
  { at: moment, by: fc.constantFrom('Ada', 'Grace', '李') },
  { requiredKeys: ['at'] },
);
const ticks = fc.dictionary(
  fc.constantFrom('domains/list', 'domains/add', 'mfa/require', 'users/reset', 'support/open'),
  act,
);
const step = fc.constantFrom('domains', 'mfa', 'connectors', 'users', 'on-premises', 'support');
const evidence = fc.record(
  {
    file: text,
    line: fc.integer({ min: 1, max: 9999 }),
    sha256: fc.constantFrom('a'.repeat(64), '0'.repeat(64)),
    excerpt: text,
  },
  { requiredKeys: ['file'] },
);
const findings = fc
  .array(
    fc.record({
      subject: text,
      rule: fc.constantFrom('domain-unaccepted', 'connector-new'),
      step,
      severity: fc.constantFrom('critical', 'warning', 'information'),
      values: fc.dictionary(fc.constantFrom('count', 'domain'), text),
      evidence: fc.array(evidence, { maxLength: 2 }),
    }),
    { maxLength: 4 },
  )
  .map((each) => each.map((one) => ({ ...one, id: `${one.rule}:${one.subject}` }) as Finding));
const count = fc.nat(100_000);
const stamp = fc.constantFrom('2026-11-24T03:00:00+01:00', '2026-11-25T00:00:00Z');
const scan = fc.record({
  at: moment,
  blocked: count,
  delivered: count,
  codes: fc.dictionary(fc.constantFrom('5.7.705', '5.7.750'), fc.record({ blocked: count, first: stamp })),
  days: fc.dictionary(stamp, fc.dictionary(fc.constantFrom('5.7.705', '5.7.750'), count)),
  hours: fc.constant({}),
});
const note = fc.array(
  text.map((line) => line.replaceAll('\n', ' ')),
  { minLength: 1, maxLength: 4 },
);

/** Any incident, in the order in which it is stored. */
export const anyIncident: fc.Arbitrary<Incident> = fc
  .record(
    {
      version: fc.constant(2 as const),
      id: fc.constantFrom('one', 'other'),
      title: fc.constantFrom('Blocked', 'Bloccato', '"{}\\'),
      created: moment,
      state: fc.constantFrom('open', 'archived'),
      ticks,
      beforeReset: ticks.filter((each) => Object.keys(each).length > 0),
      notes: fc.dictionary(step, note),
      findings,
      dismissed: fc.dictionary(
        fc.constantFrom('domain-unaccepted:x', 'connector-new:Relay'),
        act.chain((by) => text.map((reason) => ({ ...by, reason }))),
      ),
      evidence: fc.uniqueArray(evidence, { maxLength: 3, selector: evidenceKey }),
      scan,
      log: fc.uniqueArray(
        act.chain((by) => fc.constantFrom('ticked', 'reset').map((what) => ({ ...by, what }) as LogEntry)),
        { maxLength: 4, selector: (entry) => JSON.stringify(entry) },
      ),
    },
    {
      requiredKeys: [
        'version',
        'id',
        'title',
        'created',
        'state',
        'ticks',
        'notes',
        'findings',
        'dismissed',
        'evidence',
        'log',
      ],
    },
  )
  .map((incident) => ordered(JSON.parse(JSON.stringify(incident))));
