import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { installBrowser } from '../host/chromium';
import { repositoryRoot } from '../host/repository';
import { installExtension } from '../host/server';
import { type VersionName, versionNames } from '../host/versions';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where each VS Code has our packaged extension. */
    extensionsDirs: Readonly<Record<VersionName, string>>;
  }
}

/** Installs the browser, each VS Code, and in each our package as `npm run package` made it, once for all window tests. */
export default async function installed(project: TestProject): Promise<() => Promise<void>> {
  await installBrowser(console.log);
  const folder = await mkdtemp(join(tmpdir(), 'ndr-lens-installed-'));
  for (const version of versionNames)
    await installExtension(
      version,
      join(repositoryRoot(), 'ndr-lens.vsix'),
      join(folder, version),
      console.log,
    );
  const extensionsDir = (version: VersionName) => join(folder, version, 'extensions');
  project.provide('extensionsDirs', { newest: extensionsDir('newest'), oldest: extensionsDir('oldest') });
  return () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
