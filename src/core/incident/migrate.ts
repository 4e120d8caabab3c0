import { type Act, type Incident, logged, newIncident } from './incident';
import { parseChecklist } from './oldChecklist';
import { ticksSince } from './ticks';

/**
 * The incident that a checklist of the first version becomes: each tick keeps its time, and nobody knows who made it.
 * @returns undefined when nothing was ticked
 * @throws DamagedChecklistError
 */
export function incidentFromChecklist(
  json: string,
  id: string,
  title: string,
  now: Act,
): Incident | undefined {
  const { ticks, beforeReset } = parseChecklist(json);
  if (Object.keys(ticks).length === 0 && beforeReset === undefined) return undefined;
  const incident = { ...newIncident(id, title, now), ticks: ticksSince(ticks) };
  const moments = Object.values(incident.ticks).map(({ at }) => at);
  const created = [...moments, now.at].sort()[0] ?? now.at;
  return logged(
    { ...incident, created, ...(beforeReset ? { beforeReset: ticksSince(beforeReset) } : {}), log: [] },
    { ...now, what: 'migrated' },
  );
}
