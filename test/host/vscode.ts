import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { inPlainWords } from './plainError';
import { type RunningServer, startServer } from './server';
import type { VersionName } from './versions';
import { VscodeWindow, type WindowOptions } from './window';

export type Settings = Readonly<Record<string, unknown>>;

export interface VscodeOptions {
  readonly version: VersionName;
  /** Where packaged extensions are installed for this version. */
  readonly extensionsDir: string;
  readonly settings: Settings;
}

/** A VS Code server with data of its own, and the windows that a browser has open on it. */
export class Vscode {
  private constructor(
    private readonly browser: Browser,
    private readonly options: VscodeOptions,
    /** Where this VS Code keeps its data. */
    readonly dataDir: string,
    private server: RunningServer,
  ) {}

  static async start(browser: Browser, options: VscodeOptions): Promise<Vscode> {
    const dataDir = await inPlainWords(() => mkdtemp(join(tmpdir(), 'ndr-lens-')));
    const server = await startServer({ ...options, dataDir, report: silent });
    return new Vscode(browser, options, dataDir, server);
  }

  /** Opens a window that remembers nothing of those before. */
  openWindow(options: WindowOptions): Promise<VscodeWindow> {
    return VscodeWindow.open(this.browser, this, options);
  }

  get running(): RunningServer {
    return this.server;
  }

  /** Ends the server and starts it again on the same data. */
  async restart(): Promise<void> {
    const { port } = new URL(this.server.origin);
    await this.server.stop();
    // On the same port: to a browser, another port is another VS Code.
    this.server = await startServer({
      ...this.options,
      dataDir: this.dataDir,
      port: Number(port),
      report: silent,
    });
  }

  /** Ends the extension hosts without a warning, as a crash does. */
  crashExtensionHosts(): void {
    const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' });
    const found = stdout.split('\n').flatMap((line) => {
      const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      return Number(parent) === this.server.pid && args.includes('--type=extensionHost') ? [Number(pid)] : [];
    });
    if (found.length === 0) throw new Error('No extension host found to end.');
    for (const pid of found) process.kill(pid, 'SIGKILL');
  }

  /** The user settings, as they are on the disk. */
  readSettings(): Promise<string> {
    return readFile(join(this.dataDir, 'data', 'User', 'settings.json'), 'utf8');
  }

  /** Gives keys a row of commands each, by their ids. */
  async bindKeys(bound: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const bindings = Object.entries(bound).map(([key, commands]) => ({
      key,
      command: 'runCommands',
      args: { commands },
    }));
    await writeFile(join(this.dataDir, 'data', 'User', 'keybindings.json'), JSON.stringify(bindings));
  }

  async close(): Promise<void> {
    await this.server.stop();
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

const silent = () => undefined;
