import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type DisplayLanguage, setDisplayLanguage } from './browser';
import { repositoryRoot } from './repository';
import { installExtension, type RunningServer, startServer, windowUrl } from './server';
import type { VersionName } from './versions';

export interface WindowOptions {
  readonly version: VersionName;
  readonly language?: DisplayLanguage;
  /** The folder to open; without one the window is empty. */
  readonly folder?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly size?: { readonly width: number; readonly height: number };
}

/** A VS Code window as a person has it in front of them. */
export interface VscodeWindow {
  readonly page: Page;
  /** Where this VS Code keeps its data. */
  readonly dataDir: string;
  /** Waits until the window is there again after what makes it reload. A browser's own reload may lose VS Code's state. */
  reload(act: () => Promise<void>): Promise<void>;
  /** Ends VS Code and starts it again on the same data, in a browser that remembers it. */
  restart(): Promise<void>;
  /** Ends the extension host without a warning, as a crash does. */
  crashExtensionHost(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens VS Code in a headless browser, with our packaged extension installed and nothing kept from earlier windows.
 * @throws Error when there is no package: `npm run package` makes it
 */
export async function openWindow(browser: Browser, options: WindowOptions): Promise<VscodeWindow> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ndr-lens-'));
  await installExtension(options.version, join(repositoryRoot(), 'ndr-lens.vsix'), dataDir, silent);
  const context = await browser.newContext({
    viewport: options.size ?? { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await setDisplayLanguage(context, options.language ?? 'en');
  let server = await start(options, dataDir);
  let page = await open(context, server, options);
  return {
    dataDir,
    get page() {
      return page;
    },
    async reload(act) {
      for (let loaded = false, tries = 0; !loaded && tries < 3; tries += 1) {
        const load = page.waitForEvent('load', { timeout: 15_000 }).then(
          () => true,
          () => false,
        );
        await act();
        loaded = await load;
      }
      await ready(page);
    },
    async restart() {
      await page.close();
      const { port } = new URL(server.origin);
      await server.stop();
      // On the same port: to a browser, another port is another VS Code.
      server = await start(options, dataDir, Number(port));
      page = await open(context, server, options);
    },
    async crashExtensionHost() {
      for (const pid of extensionHosts(server.pid)) process.kill(pid, 'SIGKILL');
    },
    async close() {
      await context.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Process ids of the extension hosts that a server started. */
function extensionHosts(server: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
  const found = stdout.split('\n').flatMap((line) => {
    const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === server && args.includes('--type=extensionHost') ? [Number(pid)] : [];
  });
  if (found.length === 0) throw new Error('No extension host found to end.');
  return found;
}

const silent = () => undefined;

function start({ version, settings }: WindowOptions, dataDir: string, port?: number): Promise<RunningServer> {
  return startServer({
    version,
    dataDir,
    report: silent,
    ...(settings === undefined ? {} : { settings }),
    ...(port === undefined ? {} : { port }),
  });
}

async function open(
  context: BrowserContext,
  server: RunningServer,
  { folder }: WindowOptions,
): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(windowUrl(server, folder === undefined ? {} : { folder }));
  await ready(page);
  return page;
}

/** Waits for the workbench and for our extension in it, which has its container in the activity bar. */
async function ready(page: Page): Promise<void> {
  await page.locator('.activitybar').getByRole('tab', { name: 'NDR Lens' }).waitFor({ timeout: 60_000 });
}
