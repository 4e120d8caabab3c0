import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { repositoryRoot } from '../host/repository';
import { installExtension } from '../host/server';
import type { VersionName } from '../host/versions';

/**
 * Installs our package, and beside it an extension from its sources, in a folder of their own.
 * @param sources the folder of the extension, as a path in the repository
 * @returns the folder, in which `extensions` has both
 */
export async function installBeside(version: VersionName, sources: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ndr-lens-beside-'));
  const packagePath = join(folder, 'beside.vsix');
  const cwd = join(repositoryRoot(), sources);
  await createVSIX({
    cwd,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  for (const vsix of [join(repositoryRoot(), 'ndr-lens.vsix'), packagePath])
    await installExtension(version, vsix, folder, console.log);
  return folder;
}
