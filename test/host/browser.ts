import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { installBrowser } from './chromium';
import type { Report } from './npmPackage';
import { hangMs } from './until';

/** Starts a browser without a window. */
export async function startBrowser(report: Report): Promise<Browser> {
  const { executable, env } = await installBrowser(report);
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  try {
    return await chromium.launch({
      executablePath: executable,
      env: { ...Object.fromEntries(inherited), ...env },
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  } catch (error) {
    throw new Error(
      `${executable} does not start here: install Chrome, Chromium or Edge, or name another in CHROME_PATH.`,
      { cause: error },
    );
  }
}

/** A display language, as the tag of its language pack. */
export type DisplayLanguage = string;

/**
 * Gives VS Code another display language, as a language pack does: the pack's messages file sets this variable, which
 * decides what language extensions are told and which of their own texts are loaded.
 */
export async function setDisplayLanguage(context: BrowserContext, language: DisplayLanguage): Promise<void> {
  await context.addInitScript((value) => {
    Object.defineProperty(globalThis, '_VSCODE_NLS_LANGUAGE', { get: () => value, set: () => undefined });
  }, language);
}

/** Milliseconds after which a window goes on without extensions when their host has not answered, however slow the machine. */
const extensionHostMs = 60_000;

/** Lets windows wait for their extension host until only what hangs can take as long. */
export async function waitForExtensionHost(context: BrowserContext): Promise<void> {
  await context.addInitScript(
    ([usual, patient]) => {
      const start = globalThis.setTimeout;
      const setTimeout = (act: TimerHandler, delay?: number, ...args: unknown[]) =>
        start(act, delay === usual ? patient : delay, ...args);
      Object.assign(globalThis, { setTimeout });
    },
    [extensionHostMs, hangMs] as const,
  );
}
