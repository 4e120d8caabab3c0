import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { from, refused, sent } from './logs';
import { closeAll, hoversAt, linksIn, until } from './window';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-excerpt-'));
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);

describe('an excerpt', () => {
  before(() => vscode.extensions.getExtension('ndr-lens.ndr-lens')?.activate());
  after(async () => {
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  });
  const noise = Array.from({ length: 3000 }, (_, number) => sent(number)).join('');
  const open = (path: string, line: number) =>
    vscode.workspace.openTextDocument(
      vscode.Uri.file(path).with({ scheme: 'ndr-lens-excerpt', query: `${line}:96` }),
    );

  it('has links, hovers and more lines on demand', async () => {
    const path = join(folder, 'excerpt.log.gz');
    writeFileSync(path, gzipSync(noise + from + refused + noise));
    const document = await open(path, 3002);
    assert.equal(document.lineCount, 1002);
    assert.match(document.lineAt(0).text, /2[.,]?502.*3[.,]?501.*excerpt\.log\.gz/);
    assert.equal(document.lineAt(501).text, refused.trimEnd());
    const links = await linksIn(document.uri);
    assert.equal(links.length, 2);
    const [link] = links;
    assert.ok(link && document.getText(link.range) === '5.7.705');
    assert.equal((await hoversAt(document.uri, link.range.start)).length, 1);

    const editor = await vscode.window.showTextDocument(document, { selection: link.range });
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      ['ndrLens.showEarlierLines', 'ndrLens.showLaterLines'],
    );
    await run('ndrLens.showEarlierLines');
    await until('earlier lines', () => document.lineCount === 2002);
    await until('the cursor where it was', () => document.getText(editor.selection) === '5.7.705');
    await run('ndrLens.showLaterLines');
    await until('later lines', () => document.lineCount === 3002);
    assert.match(document.lineAt(0).text, /1[.,]?502.*4[.,]?501/);
    await run('ndrLens.showLaterLines');
    await run('ndrLens.showLaterLines');
    await until('the last lines', () => document.lineCount === 4502);
    assert.equal(document.lineAt(4501).text, sent(2999).trimEnd());
  });
});
