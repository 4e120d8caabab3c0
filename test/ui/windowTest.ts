import type { Browser } from 'playwright-core';
import { afterAll, inject, test } from 'vitest';
import { startBrowser } from '../host/browser';
import type { VersionName } from '../host/versions';
import { type Settings, Vscode } from '../host/vscode';
import { usualSize, type VscodeWindow, type WindowOptions } from '../host/window';
import { FolderCopy } from './folderCopy';
import { bindReset, reset } from './reset';
import { themes, Workbench } from './workbench';

export interface WindowTestOptions extends Omit<WindowOptions, 'folder'> {
  readonly version?: VersionName;
  /** What is opened, in a copy of its own, as a path in the repository; without it the window is empty. */
  readonly folder?: string;
  readonly settings?: Settings;
}

let browser: Promise<Browser> | undefined;
const theBrowser = () => {
  browser ??= startBrowser(console.log);
  return browser;
};
afterAll(async () => (await browser)?.close());

/**
 * Tests that are each given a window in which nothing was done yet. It is that of the test before, set back, unless that
 * one failed or used it up: then it is a new one, in a VS Code of its own.
 */
export function windowTest(pictures: string, options: WindowTestOptions = {}) {
  const place = new WindowPlace(pictures, options);
  afterAll(() => place.clear());
  return test.extend<{ bench: Workbench }>({
    bench: async ({ task }, use) => {
      const bench = await place.take();
      await use(bench);
      const isFailed = task.result?.state === 'fail';
      await (isFailed ? place.failed(task.name) : place.giveBack(task.name));
    },
  });
}

/** Where tests take their window from, one after the other. */
class WindowPlace {
  private readonly copy: FolderCopy | undefined;
  private vscode: Vscode | undefined;
  private window: VscodeWindow | undefined;
  private bench: Workbench | undefined;

  constructor(
    private readonly pictures: string,
    private readonly options: WindowTestOptions,
  ) {
    if (options.folder !== undefined) this.copy = new FolderCopy(options.folder);
  }

  async take(): Promise<Workbench> {
    const { version = 'newest', settings, size = usualSize } = this.options;
    this.vscode ??= await Vscode.start(await theBrowser(), {
      version,
      extensionsDir: inject('extensionsDirs')[version],
      settings: { 'workbench.colorTheme': themes.dark.name, ...settings },
    });
    if (!this.window) {
      await bindReset(this.vscode);
      this.copy?.restore();
      const folder = this.copy && { folder: this.copy.path };
      this.window = await this.vscode.openWindow({ ...this.options, ...folder });
    }
    await this.window.page.setViewportSize(size);
    this.bench = new Workbench(this.window, this.copy?.path ?? '', this.pictures);
    return this.bench;
  }

  async giveBack(name: string): Promise<void> {
    const { bench, copy } = this;
    // Its VS Code would bring back in the next window what was not saved.
    if (!bench || bench.isUsedUp) return this.clear();
    try {
      await reset(bench, () => copy?.restore());
    } catch (error) {
      await this.failed(name);
      throw error;
    }
  }

  async failed(name: string): Promise<void> {
    await this.bench?.picture(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => undefined);
    await this.clear();
  }

  async clear(): Promise<void> {
    await this.window?.close();
    this.window = undefined;
    await this.vscode?.close();
    this.vscode = undefined;
    this.copy?.remove();
  }
}
