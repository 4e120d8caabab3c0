import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds that only what hangs can take, however slow the machine. */
export const hangMs = 180_000;

const pauseMs = 50;

/**
 * Asks again and again until something holds.
 * @throws Error when it does not within `hangMs`
 */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + hangMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}.`);
    await sleep(pauseMs);
  }
}
