import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix, sep } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import { startBrowser, waitForExtensionHost } from './browser';
import { repositoryRoot } from './repository';
import { startServer } from './server';
import { runTestsAt } from './testPage';
import { isVersionName } from './versions';

/*
 * web.js newest|oldest: runs the tests of test/browser in VS Code for the web: its workbench with no machine behind it, so that extensions run in a
 * worker of the browser, and with the samples open as a folder that is on no disk. It ends with 1 when a test fails.
 */

const root = repositoryRoot();
const built = join(root, 'out', 'browser');

/** The extensions under development, the first with what runs the tests, by their addresses below the server's. */
const served: Readonly<Record<string, string>> = {
  '/under-test': root,
  '/memory-workspace': join(built, 'memoryWorkspace'),
};

/** The samples by path, in Base64. */
async function samples(): Promise<Record<string, string>> {
  const folder = join(root, 'samples');
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(
    await Promise.all(
      files.map(async (file) => [
        posix.join('/samples', ...file.slice(folder.length + 1).split(sep)),
        (await readFile(file)).toString('base64'),
      ]),
    ),
  );
}

/** Gives the window its files, and takes its machine away. */
async function setUp(context: BrowserContext, origin: string): Promise<void> {
  const opened = JSON.stringify(await samples());
  for (const [address, folder] of Object.entries(served))
    await context.route(`${origin}${address}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname.slice(address.length);
      if (path === '/samples.json') return route.fulfill({ body: opened, contentType: 'application/json' });
      const body = await readFile(join(folder, ...decodeURIComponent(path).split('/'))).catch(
        () => undefined,
      );
      return body ? route.fulfill({ body }) : route.fulfill({ status: 404 });
    });
  const { host } = new URL(origin);
  const at = (path: string) => ({ scheme: 'http', authority: host, path });
  const developmentOptions = {
    extensions: [at('/memory-workspace'), at('/under-test')],
    extensionTestsPath: at('/under-test/out/browser/tests/index.js'),
  };
  await context.route(`${origin}/?*`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    const body = html.replace(
      /(?<="vscode-workbench-web-configuration" data-settings=")[^"]*/,
      (settings) => {
        const read = JSON.parse(settings.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
        const changed = { ...read, userDataPath: '/', developmentOptions };
        return JSON.stringify(changed).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
      },
    );
    await route.fulfill({ response, body });
  });
  await context.route('**/workbench/workbench.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: withoutServer(await response.text()) });
  });
}

/** The workbench as it is where there is no server: what the window remembers is kept in the browser. */
function withoutServer(script: string): string {
  const changes: readonly (readonly [from: RegExp, to: string])[] = [
    [/remoteAuthority:location\.host/, 'remoteAuthority:void 0'],
    [/(?<=\.file\(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote/, 'vscodeUserData'],
  ];
  return changes.reduce((text, [from, to]) => {
    if (!from.test(text)) throw new Error(`The workbench has no ${from}.`);
    return text.replace(from, to);
  }, script);
}

async function main(version = 'newest'): Promise<number> {
  if (!isVersionName(version)) throw new Error(`There is no VS Code "${version}": say newest or oldest.`);
  const report = (text: string) => console.log(text);
  const dataDir = await mkdtemp(join(tmpdir(), 'ndr-lens-'));
  const logs = join(root, 'test-results', 'logs');
  await mkdir(logs, { recursive: true });
  const log = createWriteStream(join(logs, `web-${version}.log`));
  const server = await startServer({ version, dataDir, report });
  const browser = await startBrowser(report);
  try {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await waitForExtensionHost(context);
    await setUp(context, server.origin);
    const page = await context.newPage();
    page.on('console', (message) => log.write(`console: ${message.text()}\n`));
    page.on('pageerror', (error) => log.write(`error: ${error.stack}\n`));
    console.log(`\nTests in VS Code for the web, ${version} supported version`);
    const url = new URL(server.origin);
    url.searchParams.set('folder', 'memory-workspace:/samples');
    return await runTestsAt(page, url.toString(), log);
  } finally {
    await browser.close();
    await server.stop();
    log.end();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

// Whatever ends this process before the tests have.
process.exitCode = 1;
main(process.argv[2]).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
