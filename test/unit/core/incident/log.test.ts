import { describe, expect, it } from 'vitest';
import { type Act, logged, newIncident } from '../../../../src/core/incident/incident';
import { readIncident } from '../../../../src/core/incident/read';
import { setTicks } from '../../../../src/core/incident/ticks';
import { incidentJson } from '../../../../src/core/incident/write';

const at = (minute: number): Act => ({
  at: new Date(Date.UTC(2026, 10, 24, 3, minute)).toISOString(),
});
const begun = newIncident('1', 'Blocked', at(0));
const tick = (incident: typeof begun, key: string, minute: number, on = true) =>
  setTicks(incident, [[key, on]], at(minute));

/** The lines of the file under `log`. */
function logLines(incident: typeof begun): string[] {
  const lines = incidentJson(incident).split('\n');
  return lines.slice(lines.indexOf('  "log": [') + 1, -3);
}

describe('the log of an incident file', () => {
  const base = ['mfa/require', 'domains/list', 'users/volume'].reduce(
    (incident, key, index) => tick(incident, key, index + 1),
    begun,
  );

  it('has what was done to one action together, the oldest first', () => {
    const incident = tick(tick(base, 'domains/list', 8, false), 'domains/list', 9);
    expect(logLines(incident)).toEqual([
      '    { "at": "2026-11-24T03:00:00.000Z", "what": "created" },',
      '    { "at": "2026-11-24T03:02:00.000Z", "subject": "domains/list", "what": "ticked" },',
      '    { "at": "2026-11-24T03:08:00.000Z", "subject": "domains/list", "what": "unticked" },',
      '    { "at": "2026-11-24T03:09:00.000Z", "subject": "domains/list", "what": "ticked" },',
      '    { "at": "2026-11-24T03:01:00.000Z", "subject": "mfa/require", "what": "ticked" },',
      '    { "at": "2026-11-24T03:03:00.000Z", "subject": "users/volume", "what": "ticked" }',
    ]);
  });

  it('gets what two people do to different steps in different places, so that git merges it', () => {
    const before = logLines(base);
    const places = [tick(base, 'domains/add', 10), tick(base, 'support/open', 11)].map((incident) => {
      const after = logLines(incident);
      const place = after.findIndex((line, index) => line !== before[index]);
      expect(after.toSpliced(place, 1)).toEqual(before);
      return place;
    });
    expect(places).toEqual([1, 3]);
  });

  it('reads the same from a file that has it by time, as files had it before', () => {
    const json = incidentJson(base);
    const byTime = {
      ...JSON.parse(json),
      log: [...base.log].sort((one, other) => (one.at < other.at ? -1 : 1)),
    };
    expect(readIncident(JSON.stringify(byTime))).toEqual(readIncident(json));
    expect(incidentJson(readIncident(JSON.stringify(byTime)))).toBe(json);
  });

  it('forgets the oldest entries first, whatever they are about', () => {
    const entries = Array.from({ length: 1000 }, (_, index) => ({
      ...at(index + 1),
      what: 'ticked' as const,
      subject: `mfa/a${999 - index}`,
    }));
    const full = readIncident(incidentJson(logged(begun, ...entries)));
    expect(full.log).toHaveLength(1000);
    const { log } = tick(full, 'domains/list', 2000);
    expect(log).toHaveLength(1000);
    const subjects = log.map(({ subject }) => subject);
    expect(subjects).toContain('domains/list');
    expect(subjects).toContain('mfa/a0');
    expect(subjects).not.toContain('mfa/a999');
    expect(log.some(({ what }) => what === 'created')).toBe(false);
  });
});
