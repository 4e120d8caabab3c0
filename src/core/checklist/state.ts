/** Ticks of one checklist: action key (`<step>/<action>`) to the moment it was ticked (ISO 8601, UTC). */
export type Ticks = Readonly<Record<string, string>>;

/** What is stored of a checklist. Plain JSON. */
export interface ChecklistState {
  readonly version: 1;
  readonly ticks: Ticks;
  /** The ticks that the last reset took away; there until the next tick, so that the reset can be undone. */
  readonly beforeReset?: Ticks;
}

export const emptyChecklist: ChecklistState = { version: 1, ticks: {} };

/** Ticks or unticks actions. Ticking an action again keeps the first moment. */
export function setTicks(
  state: ChecklistState,
  changes: Iterable<readonly [key: string, ticked: boolean]>,
  now: Date,
): ChecklistState {
  const ticks: Record<string, string> = { ...state.ticks };
  for (const [key, ticked] of changes) {
    if (!ticked) delete ticks[key];
    else ticks[key] ??= now.toISOString();
  }
  return { version: 1, ticks };
}

/** Takes all ticks away and remembers them. Without ticks there is nothing to reset, and an earlier reset stays. */
export function reset(state: ChecklistState): ChecklistState {
  if (Object.keys(state.ticks).length === 0) return state;
  return { version: 1, ticks: {}, beforeReset: state.ticks };
}

/** Gives back what the last reset took, if nothing was ticked since. */
export function undoReset(state: ChecklistState): ChecklistState {
  return state.beforeReset ? { version: 1, ticks: state.beforeReset } : state;
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

function isTicks(value: unknown): value is Ticks {
  return isRecord(value) && Object.values(value).every((moment) => typeof moment === 'string');
}
