import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Frame, Page } from 'playwright-core';
import { type PageName, pageHtml } from '../../src/shared/pageHtml';
import { repositoryRoot } from '../host/repository';
import themes from './webviewThemes.json';

/** What VS Code gives a webview in its default themes: recorded from version 1.139, what our pages use of it. */
export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const origin = 'https://webview.test';

/** The beginning of VS Code's own style sheet for webviews. */
const defaultStyle = `@layer vscode-default {
  body { background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
  a, a code { color: var(--vscode-textLink-foreground); }
}`;

/** What axe finds wrong with a page, a line for each kind of trouble. */
export async function troublesOf(page: Page | Frame): Promise<string[]> {
  // A policy forbids a script element of the test, not what the browser is told to evaluate.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  );
}

/** One of our built pages in a browser, under its own policy, with this test in the place of the extension. */
export class WebviewPage {
  private constructor(
    readonly page: Page,
    /** What the policy forbade, and what went wrong. */
    readonly complaints: readonly string[],
  ) {}

  static async open(
    browser: Browser,
    name: PageName,
    options: { language?: string; theme?: ThemeName; width?: number; height?: number } = {},
  ): Promise<WebviewPage> {
    const { language = 'en', theme = 'dark', width = 1200, height = 900 } = options;
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.addInitScript(() => {
      const posted: unknown[] = [];
      let state: unknown;
      Object.assign(globalThis, {
        posted,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => posted.push(message),
          getState: () => state,
          setState: (next: unknown) => {
            state = next;
          },
        }),
      });
    });
    await page.route(`${origin}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname.slice(1);
      if (file === '')
        await route.fulfill({
          contentType: 'text/html',
          body: pageHtml({
            page: name,
            language,
            source: origin,
            nonce: 'bm9uY2U',
            asset: (each) => `${origin}/${each}`,
          }),
        });
      else if (file === 'favicon.ico') await route.fulfill({ status: 204 });
      else
        await route.fulfill({
          contentType: file.endsWith('.css') ? 'text/css' : 'text/javascript',
          body: await readFile(join(repositoryRoot(), 'dist', 'webview', file)),
        });
    });
    await page.goto(`${origin}/`);
    const webview = new WebviewPage(page, complaints);
    await page.evaluate((css) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      document.adoptedStyleSheets = [sheet];
    }, defaultStyle);
    await webview.setTheme(theme);
    return webview;
  }

  /** Changes the theme as VS Code does in an open webview. */
  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(
      ({ bodyClass, variables, before }) => {
        const { style } = document.documentElement;
        for (const variable of before) style.removeProperty(variable);
        for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
        style.setProperty('background-color', 'var(--vscode-editor-background)');
        document.body.className = bodyClass;
      },
      { ...themes[name], before: Object.keys(themes['high-contrast'].variables) },
    );
  }

  /** Sends a message as the extension does. */
  async send(message: unknown): Promise<void> {
    await this.page.evaluate((data) => postMessage(data, '*'), message);
  }

  /** The messages that the page has sent. */
  posted(): Promise<{ type: string; [key: string]: unknown }[]> {
    return this.page.evaluate(
      () => (globalThis as unknown as { posted: { type: string; [key: string]: unknown }[] }).posted,
    );
  }

  /** What axe finds wrong with the page, a line for each kind of trouble. */
  troubles(): Promise<string[]> {
    return troublesOf(this.page);
  }

  /** CSS pixels by which the page is wider than its window. */
  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}
