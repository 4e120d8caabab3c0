import { chmod, cp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { repositoryRoot } from './repository';
import { isVersionName, type VersionName } from './versions';

/*
 * integration.js newest|oldest|desktop …: runs the tests of test/integration in each VS Code named, one after the
 * other, and ends with 1 when one of them fails. With --bench, it runs the benchmarks in their place.
 */

const root = repositoryRoot();
const tests = {
  extensionDevelopmentPath: root,
  extensionTestsPath: join(root, 'out', 'integration', 'index.js'),
};
const folder = join(root, 'out', 'samples');

/** A copy of the samples, new for each window: what is ticked in one is nobody else's. */
async function copySamples(): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await cp(join(root, 'samples'), folder, { recursive: true });
}

/** An executable that `runTests` can start in place of desktop VS Code. */
async function launcher(): Promise<string> {
  const script = join(root, 'out', 'host', 'launcher.js');
  if (process.platform === 'win32') {
    const file = join(root, 'out', 'host', 'launcher.cmd');
    await writeFile(file, `@"${process.execPath}" "${script}" %*\r\n`);
    return file;
  }
  const file = join(root, 'out', 'host', 'launcher');
  await writeFile(file, `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  await chmod(file, 0o755);
  return file;
}

async function inServer(version: VersionName, isBench: boolean): Promise<void> {
  await copySamples();
  console.log(`\n${isBench ? 'Benchmarks' : 'Integration tests'} in VS Code, ${version} supported version`);
  await runTests({
    ...tests,
    vscodeExecutablePath: await launcher(),
    launchArgs: [folder],
    extensionTestsEnv: { NDR_TEST_VSCODE: version, NDR_TEST_BENCH: isBench ? '1' : '' },
  });
}

async function inDesktop(): Promise<void> {
  console.log('\nIntegration tests in desktop VS Code');
  try {
    await fetch('https://update.code.visualstudio.com/api/releases/stable', {
      signal: AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Error(
      'Desktop VS Code cannot be downloaded: update.code.visualstudio.com is out of reach from here.',
    );
  }
  await copySamples();
  await runTests({ ...tests, launchArgs: [folder] });
}

async function main(args: readonly string[]): Promise<void> {
  const isBench = args.includes('--bench');
  for (const name of args.filter((arg) => arg !== '--bench')) {
    if (name === 'desktop') await inDesktop();
    else if (isVersionName(name)) await inServer(name, isBench);
    else throw new Error(`There is no VS Code "${name}": say newest, oldest or desktop.`);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
