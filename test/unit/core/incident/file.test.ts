import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newIncident } from '../../../../src/core/incident/incident';
import { incidentFromChecklist } from '../../../../src/core/incident/migrate';
import { DamagedChecklistError, parseChecklist } from '../../../../src/core/incident/oldChecklist';
import { type IncidentProblem, InvalidIncidentError } from '../../../../src/core/incident/problem';
import { readIncident } from '../../../../src/core/incident/read';
import { setTicks } from '../../../../src/core/incident/ticks';
import { incidentJson } from '../../../../src/core/incident/write';
import { anyIncident, finding, later, now } from './incidents';

const head =
  '"version": 2, "id": "1", "title": "Blocked", "created": "2026-11-24T03:00:00Z", "state": "open"';

function problemsOf(text: string): readonly IncidentProblem[] {
  try {
    readIncident(text);
  } catch (error) {
    if (error instanceof InvalidIncidentError) return error.problems;
    throw error;
  }
  return [];
}

describe('an incident file', () => {
  it('reads back as what was written, and writes the same again', () => {
    fc.assert(
      fc.property(anyIncident, (incident) => {
        const json = incidentJson(incident);
        expect(readIncident(json)).toEqual(incident);
        expect(incidentJson(readIncident(json))).toBe(json);
      }),
    );
  });

  it('has a line for each entry, in an order that does not depend on who came first', () => {
    const empty = newIncident('1', 'Blocked', now);
    const one = setTicks(setTicks(empty, [['mfa/require', true]], now), [['domains/list', true]], later);
    const incident = { ...one, notes: { domains: ['first', 'second'] }, findings: [finding], log: [] };
    expect(incidentJson(incident)).toBe(`{
  "version": 2,
  "id": "1",
  "title": "Blocked",
  "created": "2026-11-24T03:00:00.000Z",
  "state": "open",
  "ticks": {
    "domains/list": { "at": "2026-11-24T04:00:00.000Z" },
    "mfa/require": { "at": "2026-11-24T03:00:00.000Z", "by": "Ada" }
  },
  "notes": {
    "domains": [
      "first",
      "second"
    ]
  },
  "findings": [
    {
      "evidence": [
        { "excerpt": "status=bounced", "file": "logs/mail.log", "line": 12, "sha256": "${'a'.repeat(64)}" }
      ],
      "id": "domain-unaccepted:fabrikam.example",
      "rule": "domain-unaccepted",
      "severity": "critical",
      "step": "domains",
      "subject": "fabrikam.example",
      "values": { "count": "12" }
    }
  ]
}
`);
  });

  it('needs no more than its head, and takes a byte order mark', () => {
    expect(readIncident(`\ufeff{ ${head} }`).ticks).toEqual({});
  });

  it.each<[string, string, IncidentProblem['kind'], string, string, number, number]>([
    ['nothing', '', 'syntax', '$', 'ValueExpected', 1, 1],
    ['half of it', `{ ${head}, "ticks": `, 'syntax', '$', 'ValueExpected', 1, 109],
    ['a comment', `{\n  // mine\n  ${head}\n}`, 'syntax', '$', 'InvalidCommentToken', 2, 3],
    ['a merge', `{\n<<<<<<< HEAD\n  ${head}\n=======\n}`, 'conflict', '$', '', 2, 1],
    ['a name twice', `{\n  ${head},\n  "id": "2"\n}`, 'duplicate', '$', 'id', 3, 3],
    ['no title', `{ ${head.replace('"title": "Blocked", ', '')} }`, 'missing', '$', 'title', 1, 1],
    ['an unknown name', `{\n  ${head},\n  "tick": {}\n}`, 'unknown', '$', 'tick', 3, 3],
    ['a later version', `{ ${head.replace('2', '3')} }`, 'newer', '$.version', '3', 1, 14],
    ['another state', `{\n${head.replace('"open"', '"shut"')} }`, 'value', '$.state', '', 2, 0],
    [
      'no moment',
      `{ ${head},\n  "ticks": {\n    "domains/list": { "at": "noon" }\n  }\n}`,
      'value',
      '$.ticks["domains/list"].at',
      '',
      3,
      29,
    ],
    ['an odd key', `{ ${head},\n  "ticks": { "__proto__": {} } }`, 'unknown', '$.ticks', '__proto__', 2, 14],
  ])('with %s says what and where', (_, text, kind, path, detail, line, column) => {
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ kind, path, line });
    if (detail !== '') expect(problem?.detail).toBe(detail);
    if (column > 0) expect(problem?.column).toBe(column);
  });

  it('never throws anything else, whatever it holds', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => problemsOf(text).length > 0));
  });
});

describe('a checklist of the first version', () => {
  const stored = '{"version":1,"ticks":{"domains/list":"2026-11-20T01:00:00.000Z"},"beforeReset":{}}';

  it('becomes an incident whose ticks keep their time', () => {
    const incident = incidentFromChecklist(stored, '1', 'Blocked', now);
    expect(incident?.ticks).toEqual({ 'domains/list': { at: '2026-11-20T01:00:00.000Z' } });
    expect(incident?.created).toBe('2026-11-20T01:00:00.000Z');
    expect(incident?.log).toEqual([{ ...now, what: 'migrated' }]);
    if (incident) expect(readIncident(incidentJson(incident)).ticks).toEqual(incident.ticks);
  });

  it('becomes none where nothing was ticked', () => {
    expect(incidentFromChecklist('{"version":1,"ticks":{}}', '1', 'Blocked', now)).toBeUndefined();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{}',
    '{"version":2,"ticks":{}}',
    '{"version":1,"ticks":[]}',
    '{"version":1,"ticks":{"a":1}}',
    '{"version":1,"ticks":{},"beforeReset":3}',
  ])('is damaged as %j', (json) => {
    expect(() => parseChecklist(json)).toThrow(DamagedChecklistError);
  });
});
