import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { watchUnreadableTabs } from '../../src/scanning/unreadableTabs';
import { closeAll, until } from './window';

describe('files that VS Code does not show as text', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-tabs-'));
  const line = 'nothing of interest stands in this line of a log\n';
  const limit = () => vscode.workspace.getConfiguration('workbench');
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return vscode.Uri.file(join(folder, name));
  };

  afterEach(async () => {
    await closeAll();
    await limit().update('editorLargeFileConfirmation', undefined, vscode.ConfigurationTarget.Global);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('are told of: what is packed or larger than VS Code opens unasked, and nothing else', async () => {
    await limit().update('editorLargeFileConfirmation', 1, vscode.ConfigurationTarget.Global);
    const found: string[] = [];
    const watch = watchUnreadableTabs((uri) => found.push(uri.path.slice(uri.path.lastIndexOf('/') + 1)));
    const small = file('small.log', line);
    const large = file('large.log', line.repeat(40_000));
    const packed = file('packed.log.gz', gzipSync(line));
    try {
      for (const uri of [large, small, packed]) {
        // It ends only with the answer of a person where VS Code asks one.
        void vscode.commands.executeCommand('vscode.open', uri);
        await until(`the tab of ${uri.path}`, () => {
          const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
          return input instanceof vscode.TabInputText && input.uri.path === uri.path;
        });
        if (uri !== small)
          await until(
            `${uri.path} is told of`,
            () => found.length > 0 && uri.path.endsWith(found.at(-1) ?? '-'),
          );
      }
      assert.deepEqual(found, ['large.log', 'packed.log.gz']);
    } finally {
      watch.dispose();
    }
  });
});
