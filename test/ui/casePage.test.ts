import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from '../host/browser';
import { samples } from './samples';
import { troublesOf } from './webviewPage';
import { pictures } from './webviewPages';

const html = readFileSync(join(samples, 'case', 'support-case.en.html'), 'utf8');

let browser: Browser;
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await startBrowser(console.log);
});
afterAll(() => browser?.close());

/** How browsers show a page, the colours of a high contrast of the system included. */
const looks = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  'high-contrast-light': { colorScheme: 'light', forcedColors: 'active' },
  'high-contrast': { colorScheme: 'dark', forcedColors: 'active' },
} as const;

describe.each(Object.entries(looks))('the case as a page, %s', (name, look) => {
  it.each([1200, 320])('is whole and free of barriers, %i pixels wide', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 }, ...look });
    await page.setContent(html);
    await page.screenshot({ path: join(pictures, `case-${name}-${width}.png`) });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    expect(await troublesOf(page)).toEqual([]);
    await page.close();
  });
});
