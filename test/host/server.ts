import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type InstalledServer, installServer } from './install';
import { type Report, run } from './npmPackage';
import { inPlainWords } from './plainError';
import { hangMs } from './until';
import type { VersionName } from './versions';

export interface ServerOptions {
  readonly version: VersionName;
  /** Everything this VS Code keeps: settings, state, extensions. Start with the same one to see what outlives a restart. */
  readonly dataDir: string;
  /** Where extensions are installed; in the data by default. */
  readonly extensionsDir?: string;
  /** User settings, on top of those that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The port to listen on; a free one without it. */
  readonly port?: number;
  /**
   * Lets a window run an extension under development. Such a window takes itself for one under test, and answers
   * every dialog with an error.
   */
  readonly development?: boolean;
  readonly report: Report;
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly pid: number;
  stop(): Promise<void>;
}

/** What would lie over the editor or reach for the network in a window that nobody set up. */
const quiet = {
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.showReleaseNotes': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
};

/** Starts a VS Code server on a free port of 127.0.0.1. */
export function startServer(options: ServerOptions): Promise<RunningServer> {
  return inPlainWords(() => start(options));
}

async function start({ version, settings, report, ...options }: ServerOptions): Promise<RunningServer> {
  const installed = await installServer(version, report);
  await writeSettings(options.dataDir, settings);
  const server = spawn(installed.node, serverArguments(installed, options), {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = stopper(server);
  try {
    return { origin: `http://127.0.0.1:${await listeningPort(server)}`, pid: server.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function writeSettings(dataDir: string, settings: ServerOptions['settings']): Promise<void> {
  const folder = join(dataDir, 'data', 'User');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify({ ...quiet, ...settings }, undefined, 2));
}

function serverArguments(
  { main }: InstalledServer,
  {
    dataDir,
    extensionsDir,
    port = 0,
    development = false,
  }: Omit<ServerOptions, 'version' | 'settings' | 'report'>,
): string[] {
  return [
    main,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...['--without-connection-token', '--accept-server-license-terms'],
    ...(development ? ['--enable-smoke-test-driver'] : []),
    ...['--server-data-dir', dataDir, '--telemetry-level', 'off'],
    ...(extensionsDir === undefined ? [] : ['--extensions-dir', extensionsDir]),
  ];
}

function listeningPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string) => reject(new Error(`VS Code's server ${what}:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail('did not start'), hangMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      // Without its port it says so and stays.
      if (output.includes('EADDRINUSE')) fail('cannot listen');
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined || !output.includes('Extension host agent started')) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    server.stdout?.on('data', read);
    server.stderr?.on('data', read);
    server.once('error', (error) => fail(`cannot be started: ${error.message}`));
    server.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with code ${code}`);
    });
  });
}

function stopper(server: ChildProcess): () => Promise<void> {
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  return async () => {
    server.kill();
    // Its extension hosts may keep it for minutes after the window is gone.
    const hard = setTimeout(() => server.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(hard);
  };
}

/** Installs a packaged extension as a user would from the command line. */
export async function installExtension(version: VersionName, vsix: string, dataDir: string, report: Report) {
  const { node, main } = await installServer(version, report);
  const place = ['--server-data-dir', dataDir, '--accept-server-license-terms'];
  await inPlainWords(async () => {
    await mkdir(dataDir, { recursive: true });
    await run(node, [main, ...place, '--install-extension', vsix, '--force'], dataDir);
  });
}

export interface WindowAddress {
  readonly folder?: string;
  /** The extension under development, by its folder; none when it is installed. */
  readonly extension?: string;
  /** The module whose `run` is called in the extension host. */
  readonly tests?: string;
}

/** The address that opens a window of the server. */
export function windowUrl({ origin }: RunningServer, { folder, extension, tests }: WindowAddress): string {
  const remote = (path: string) => `vscode-remote://${new URL(origin).host}${pathToFileURL(path).pathname}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
  ];
  const url = new URL(origin);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', pathToFileURL(folder).pathname);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.toString();
}
