import { type Act, type Incident, type LogEntry, logged, type TickActs } from './incident';

/** Ticks or unticks actions. Ticking an action again keeps the first moment. */
export function setTicks(
  incident: Incident,
  changes: Iterable<readonly [key: string, ticked: boolean]>,
  by: Act,
): Incident {
  const ticks: Record<string, Act> = { ...incident.ticks };
  const entries: LogEntry[] = [];
  for (const [key, ticked] of changes) {
    if (ticked === Object.hasOwn(ticks, key)) continue;
    if (ticked) ticks[key] = by;
    else delete ticks[key];
    entries.push({ ...by, what: ticked ? 'ticked' : 'unticked', subject: key });
  }
  const { beforeReset: _, ...rest } = incident;
  return logged({ ...rest, ticks }, ...entries);
}

/** Takes all ticks away and remembers them. Without ticks there is nothing to reset, and an earlier reset stays. */
export function reset(incident: Incident, by: Act): Incident {
  if (Object.keys(incident.ticks).length === 0) return incident;
  return logged({ ...incident, ticks: {}, beforeReset: incident.ticks }, { ...by, what: 'reset' });
}

/** Gives back what the last reset took, if nothing was ticked since. */
export function undoReset(incident: Incident, by: Act): Incident {
  const { beforeReset, ...rest } = incident;
  if (!beforeReset) return incident;
  return logged({ ...rest, ticks: beforeReset }, { ...by, what: 'reset-undone' });
}

/** Ticks of an older checklist, of which only the moments are known. */
export function ticksSince(moments: Readonly<Record<string, string>>): TickActs {
  return Object.fromEntries(
    Object.entries(moments).flatMap(([key, moment]) => {
      const at = new Date(moment);
      return Number.isNaN(at.getTime()) ? [] : [[key, { at: at.toISOString() }]];
    }),
  );
}
