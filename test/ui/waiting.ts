import type { Locator, Page } from 'playwright-core';

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

/** Waits until a place of the page has said something once `act` was done, even where it says so for a moment only. */
export async function saying(
  page: Page,
  place: string,
  text: string,
  act: () => Promise<void>,
): Promise<void> {
  await page.evaluate(
    ([selector, wanted]) => {
      const state = globalThis as { hasSaid?: boolean };
      const watched = document.querySelector(selector);
      if (!watched) throw new Error(`There is no ${selector}.`);
      state.hasSaid = false;
      const look = () => {
        state.hasSaid ||= watched.textContent.includes(wanted);
      };
      new MutationObserver(look).observe(watched, { subtree: true, childList: true, characterData: true });
    },
    [place, text] as const,
  );
  await act();
  await page.waitForFunction(() => (globalThis as { hasSaid?: boolean }).hasSaid === true);
}
