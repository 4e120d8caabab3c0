import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type DisplayLanguage, setDisplayLanguage, waitForExtensionHost } from './browser';
import { windowUrl } from './server';
import { hangMs, until } from './until';
import type { Vscode } from './vscode';

export interface WindowOptions {
  readonly language?: DisplayLanguage;
  /** The folder to open; without one the window is empty. */
  readonly folder?: string;
  readonly size?: WindowSize;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export const usualSize: WindowSize = { width: 1280, height: 800 };

/** A VS Code window as a person has it in front of them, in a browser that remembers only this one. */
export class VscodeWindow {
  private constructor(
    readonly vscode: Vscode,
    private readonly context: BrowserContext,
    private readonly options: WindowOptions,
    private shown: Page,
  ) {}

  static async open(browser: Browser, vscode: Vscode, options: WindowOptions): Promise<VscodeWindow> {
    const context = await browser.newContext({
      viewport: options.size ?? usualSize,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    context.setDefaultTimeout(hangMs);
    await setDisplayLanguage(context, options.language ?? 'en');
    await waitForExtensionHost(context);
    const window = new VscodeWindow(vscode, context, options, await context.newPage());
    try {
      await window.load();
      return window;
    } catch (error) {
      await context.close();
      throw error;
    }
  }

  get page(): Page {
    return this.shown;
  }

  /** Waits until the window is there again after what makes it reload. A browser's own reload may lose VS Code's state. */
  async reload(act: () => Promise<void>): Promise<void> {
    const title = await this.sideBarTitle();
    await this.page.evaluate((mark) => Object.assign(globalThis, { [mark]: true }), beforeReload);
    await act();
    await until('the window is loaded anew', () =>
      this.page.evaluate((mark) => !(mark in globalThis), beforeReload).catch(() => false),
    );
    await this.ready();
    // What an extension contributes is brought back after all else, in the place of what was opened until then.
    await until('its side bar is back', async () => (await this.sideBarTitle()) === title);
  }

  /** Ends VS Code and starts it again on the same data, in a browser that remembers it. */
  async restart(): Promise<void> {
    await this.page.close();
    await this.vscode.restart();
    this.shown = await this.context.newPage();
    await this.load();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** What the side bar shows; nothing where there is none. */
  private async sideBarTitle(): Promise<string> {
    return (await this.page.locator('.sidebar .title-label').allTextContents()).join();
  }

  private async load(): Promise<void> {
    const { folder } = this.options;
    await this.page.goto(windowUrl(this.vscode.running, folder === undefined ? {} : { folder }));
    await this.ready();
  }

  /** Waits for the workbench, and for what extensions contribute to it. */
  private async ready(): Promise<void> {
    const marks = ['code/LifecyclePhase/Restored', 'code/didLoadExtensions'];
    await this.page.waitForFunction((names) => {
      const isSet = (name: string) => performance.getEntriesByName(name).length > 0;
      return names.every(isSet);
    }, marks);
    await this.page.locator('.activitybar').getByRole('tab', { name: 'NDR Lens' }).waitFor();
  }
}

const beforeReload = 'isBeforeReload';
