/** What is ticked, by action key (`<step>/<action>`); what else is known about a tick does not matter to who counts them. */
export type Ticks = Readonly<Record<string, unknown>>;

/** The same with the moment of each tick (ISO 8601, UTC). */
type TickMoments = Readonly<Record<string, string>>;

/** What the first version stored: a checklist that was no incident yet. Plain JSON. */
interface ChecklistState {
  readonly version: 1;
  readonly ticks: TickMoments;
  /** The ticks that the last reset took away; there until the next tick, so that the reset can be undone. */
  readonly beforeReset?: TickMoments;
}

/** A stored checklist that cannot be read; `message` says what is wrong with it, for the log. */
export class DamagedChecklistError extends Error {
  override readonly name = 'DamagedChecklistError';
}

/**
 * Reads what was stored.
 * @throws DamagedChecklistError when it is no checklist of a version known here
 */
export function parseChecklist(json: string): ChecklistState {
  let stored: unknown;
  try {
    stored = JSON.parse(json);
  } catch (error) {
    throw new DamagedChecklistError(`not JSON: ${String(error)}`);
  }
  if (!isRecord(stored)) throw new DamagedChecklistError('not an object');
  if (stored.version !== 1) throw new DamagedChecklistError(`unknown version ${String(stored.version)}`);
  if (!isTicks(stored.ticks)) throw new DamagedChecklistError('"ticks" is not a map of moments');
  if (stored.beforeReset === undefined) return { version: 1, ticks: stored.ticks };
  if (!isTicks(stored.beforeReset)) throw new DamagedChecklistError('"beforeReset" is not a map of moments');
  return { version: 1, ticks: stored.ticks, beforeReset: stored.beforeReset };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTicks(value: unknown): value is TickMoments {
  return isRecord(value) && Object.values(value).every((moment) => typeof moment === 'string');
}
