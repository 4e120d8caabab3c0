import * as assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { repositoryFile } from './window';

/** The most that activation may read, in bytes. */
const longestBundle = 30 * 1024;

/** The bundles of the extension that the host has loaded. */
function loadedBundles(): string[] {
  const folder = repositoryFile('dist');
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(folder))
    .map((file) => basename(file));
}

describe('activation', () => {
  it('loads one bundle, and that is small', async () => {
    await vscode.extensions.getExtension('ndr-lens.ndr-lens')?.activate();
    assert.deepEqual(loadedBundles(), ['extension.js']);
    const { size } = statSync(repositoryFile('dist/extension.js'));
    assert.ok(size < longestBundle, `${size} bytes`);
  });
});
