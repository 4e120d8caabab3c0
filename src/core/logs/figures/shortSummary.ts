import type { Count } from './counts';
import type { IncidentSummary } from './summary';
import type { TableName } from './tables';

const tableNames = ['senders', 'domains', 'sources', 'remoteHosts', 'servers', 'connectors'] as const;

/**
 * The same numbers with no more than `most` names in a table; what the others were blocked for goes to `uncounted`. A log
 * in which each line has another sender would make a summary too large to hand from thread to thread.
 */
export function shortSummary(summary: IncidentSummary, most: number): IncidentSummary {
  const uncounted: Partial<Record<TableName, number>> = { ...summary.uncounted };
  const tables = tableNames.map((name) => {
    const rest = summary[name].slice(most).reduce((total, { blocked }) => total + blocked, 0);
    if (rest > 0) uncounted[name] = (uncounted[name] ?? 0) + rest;
    return [name, summary[name].slice(0, most)] as const;
  });
  return {
    ...summary,
    ...(Object.fromEntries(tables) as Record<TableName, Count[]>),
    uncounted,
  };
}
