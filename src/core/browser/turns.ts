/*
 * Turns of the event loop, as Node's `setImmediate` gives them: after what waits already, and without the milliseconds of a timer.
 */

const waiting = new Map<number, () => void>();
const { port1: taking, port2: giving } = new MessageChannel();
let last = 0;

taking.addEventListener('message', (event: Event & { readonly data?: number }) => {
  const { data = 0 } = event;
  const act = waiting.get(data);
  waiting.delete(data);
  act?.();
});
taking.start();

/** Acts in a turn of its own. @returns a number by which that is called off */
export function setImmediate(act: () => void): number {
  last += 1;
  waiting.set(last, act);
  giving.postMessage(last);
  return last;
}

export function clearImmediate(number: number | undefined): void {
  if (number !== undefined) waiting.delete(number);
}

/** Waits until everything else has had its turn. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(() => resolve()));
}
