import type { Browser } from 'playwright-core';
import { afterAll, inject, test } from 'vitest';
import { startBrowser } from '../host/browser';
import type { VersionName } from '../host/versions';
import { type Settings, Vscode } from '../host/vscode';
import { usualSize, type VscodeWindow, type WindowOptions } from '../host/window';
import { FolderCopy } from './folderCopy';
import { bindKeys } from './keys';
import { reset } from './reset';
import { themes, Workbench } from './workbench';

export interface WindowTestOptions extends Omit<WindowOptions, 'folder'> {
  readonly version?: VersionName;
  /** What is opened, in a copy of its own, as a path in the repository; without it the window is empty. */
  readonly folder?: string;
  readonly settings?: Settings;
  /** Where the packaged extension is installed; where it is for all tests without it. */
  readonly extensionsDir?: () => Promise<string>;
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
      if (task.result?.state === 'fail') await place.failed(task.name);
      // Its VS Code would bring back in the next window what was not saved.
      else if (bench.isUsedUp) await place.clear();
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
    await this.setBack();
    try {
      const { size = usualSize } = this.options;
      const window = await this.open();
      await window.page.setViewportSize(size);
      this.bench = new Workbench(window, this.copy?.path ?? '', this.pictures);
      return this.bench;
    } catch (error) {
      await this.clear();
      throw error;
    }
  }

  /** Sets the window of the test before back. A test does not answer for what another left: it has a new one then. */
  private async setBack(): Promise<void> {
    const { bench, copy } = this;
    if (!bench) return;
    try {
      await reset(bench, () => copy?.restore());
    } catch (error) {
      console.warn('A new window is opened, since the one before could not be set back:', error);
      await this.failed('set back');
    }
  }

  private async open(): Promise<VscodeWindow> {
    const { version = 'newest', settings, extensionsDir } = this.options;
    this.vscode ??= await Vscode.start(await theBrowser(), {
      version,
      extensionsDir: (await extensionsDir?.()) ?? inject('extensionsDirs')[version],
      // Nothing moves under a click, and a file opened anew begins at its start, wherever an earlier test left it.
      settings: {
        'workbench.colorTheme': themes.dark.name,
        'workbench.editor.restoreViewState': false,
        'workbench.reduceMotion': 'on',
        ...settings,
      },
    });
    if (this.window) return this.window;
    await bindKeys(this.vscode);
    this.copy?.restore();
    const folder = this.copy && { folder: this.copy.path };
    this.window = await this.vscode.openWindow({ ...this.options, ...folder });
    return this.window;
  }

  async failed(name: string): Promise<void> {
    await this.bench?.picture(`failed-${name.replaceAll(/\W+/g, '-')}`).catch(() => undefined);
    await this.clear();
  }

  async clear(): Promise<void> {
    const { window, vscode } = this;
    this.bench = this.window = this.vscode = undefined;
    await window?.close();
    await vscode?.close();
    this.copy?.remove();
  }
}
