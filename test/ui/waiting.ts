import type { Locator } from 'playwright-core';

/** Milliseconds after which something is tried once more. They decide nothing: what calls these goes on until it is there. */
const onceMoreMs = 2000;

/** Waits a little for something to be seen, for what is tried again where it is not. */
export function appears(locator: Locator): Promise<boolean> {
  return isSoon(locator, 'visible');
}

/** The same for something to be gone. */
export function disappears(locator: Locator): Promise<boolean> {
  return isSoon(locator, 'hidden');
}

function isSoon(locator: Locator, state: 'visible' | 'hidden'): Promise<boolean> {
  return locator.waitFor({ state, timeout: onceMoreMs }).then(
    () => true,
    () => false,
  );
}
