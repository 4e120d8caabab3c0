import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { PageName } from '../../src/shared/pageHtml';
import { startBrowser } from '../host/browser';
import { repositoryRoot } from '../host/repository';
import { WebviewPage } from './webviewPage';

export const pictures = join(repositoryRoot(), 'test-results', 'screenshots');

type PageOptions = Parameters<typeof WebviewPage.open>[2];

/** Opens one of our pages for each test of a file, in one browser, and fails the test where the page had anything to complain about. */
export function webviewPages(name: PageName): (options?: PageOptions) => Promise<WebviewPage> {
  let browser: Browser;
  let webview: WebviewPage;
  beforeAll(async () => {
    mkdirSync(pictures, { recursive: true });
    browser = await startBrowser(console.log);
  });
  afterEach(async () => {
    const { complaints } = webview;
    await webview.close();
    expect(complaints).toEqual([]);
  });
  afterAll(() => browser?.close());
  return async (options) => {
    webview = await WebviewPage.open(browser, name, options);
    return webview;
  };
}
