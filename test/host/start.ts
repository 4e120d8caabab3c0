import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { downloadsDir, repositoryRoot } from './repository';
import { installExtension, startServer, windowUrl } from './server';

/*
 * npm start: opens VS Code with the packaged extension and the samples, in a browser, until Ctrl-C. What is ticked
 * and set there stays for the next time.
 */

const report = (text: string) => console.log(text);

/** The same port each time keeps the address, and with it what the browser remembers; any port if it is taken. */
const usualPort = 57705;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

/** Opens the address in the person's browser, where there is a screen to show it on. */
function openBrowser(url: string): void {
  const { platform, env } = process;
  const [command, ...args] =
    platform === 'darwin'
      ? ['open', url]
      : platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  if (!command || (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY)) return;
  const browser = spawn(command, args, { stdio: 'ignore', detached: true });
  browser.on('error', () => report('No browser could be opened: open the address yourself.'));
  browser.unref();
}

async function main(): Promise<void> {
  const dataDir = join(downloadsDir(), 'start');
  const port = (await isFree(usualPort)) ? usualPort : 0;
  report('Starting VS Code with NDR Lens and its samples');
  const server = await startServer({ version: 'newest', dataDir, port, report });
  const end = (signal: NodeJS.Signals) => {
    report(`\n${signal === 'SIGINT' ? 'Ctrl-C: e' : 'E'}nding VS Code`);
    void server.stop().then(() => process.exit(0));
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const url = windowUrl(server, { folder: join(repositoryRoot(), 'samples') });
  report(
    `\nVS Code is ready at\n\n  ${url}\n\nIt begins with a walkthrough, beside the samples. Ctrl-C ends it.`,
  );
  openBrowser(url);
}

/** Installs what `npm run package` made, and what opens its walkthrough in a window without editors. */
async function install(): Promise<void> {
  const dataDir = join(downloadsDir(), 'start');
  const tour = join(dataDir, 'tour.vsix');
  await mkdir(dataDir, { recursive: true });
  await createVSIX({
    cwd: join(repositoryRoot(), 'test', 'host', 'tour'),
    packagePath: tour,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  for (const vsix of [join(repositoryRoot(), 'ndr-lens.vsix'), tour])
    await installExtension('newest', vsix, dataDir, report);
}

install()
  .then(main)
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
