import * as assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { repositoryFile } from './window';

/** The most that activation may read, in bytes. */
const longestBundle = 60 * 1024;

/** The modules of the extension that the host has loaded, without the tests themselves. */
function loaded(): string[] {
  const root = repositoryFile('');
  return Object.keys(require.cache)
    .filter((file) => file.startsWith(root))
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => !/^(?:out|node_modules)\//.test(file) || /^node_modules\/(?!.*mocha)/.test(file));
}

describe('activation', () => {
  it('loads one bundle, and that is small', async () => {
    await vscode.extensions.getExtension('ndr-lens.ndr-lens')?.activate();
    assert.deepEqual(loaded(), ['dist/extension.js']);
    const { size } = statSync(repositoryFile('dist/extension.js'));
    assert.ok(size < longestBundle, `${size} bytes`);
  });
});
