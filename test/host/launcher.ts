import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { type DisplayLanguage, setDisplayLanguage, startBrowser, waitForExtensionHost } from './browser';
import { repositoryRoot } from './repository';
import { type RunningServer, startServer, windowUrl } from './server';
import { runTestsAt } from './testPage';
import { isVersionName, type VersionName } from './versions';

/*
 * Stands in for desktop VS Code where `runTests` starts an executable: it takes the same command line, runs the tests
 * in the extension host of a VS Code server whose workbench is open in a headless browser, and ends with their code.
 */

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string' }, extensionTestsPath: { type: 'string' } },
});

type Window = { readonly version: VersionName; readonly language: DisplayLanguage };

/** Opens the window of a display language, in which the tests begin at once, and gives their code when they end. */
async function runIn(
  browser: Browser,
  server: RunningServer,
  { version, language }: Window,
): Promise<number> {
  const logs = join(repositoryRoot(), 'test-results', 'logs');
  await mkdir(logs, { recursive: true });
  const log = createWriteStream(join(logs, `integration-${version}-${language}.log`));
  console.log(`\n  Display language ${language}`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    await setDisplayLanguage(context, language);
    await waitForExtensionHost(context);
    const page = await context.newPage();
    const [folder] = positionals;
    const url = windowUrl(server, {
      ...(folder === undefined ? {} : { folder }),
      extension: String(values.extensionDevelopmentPath),
      tests: String(values.extensionTestsPath),
    });
    return await runTestsAt(page, url, log);
  } finally {
    await context.close();
    log.end();
  }
}

async function main(): Promise<number> {
  const version = process.env.NDR_TEST_VSCODE ?? '';
  if (!isVersionName(version)) throw new Error(`NDR_TEST_VSCODE names no version: "${version}"`);
  const report = (text: string) => console.log(text);
  const languages: readonly DisplayLanguage[] = process.env.NDR_TEST_BENCH ? ['en'] : ['en', 'it'];
  const dataDir = await mkdtemp(join(tmpdir(), 'ndr-lens-'));
  const server = await startServer({ version, dataDir, development: true, report });
  const browser = await startBrowser(report);
  try {
    let code = 0;
    for (const language of languages)
      code = Math.max(code, await runIn(browser, server, { version, language }));
    return code;
  } finally {
    await browser.close();
    await server.stop();
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}

// Whatever ends this process before the tests have.
process.exitCode = 1;
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
