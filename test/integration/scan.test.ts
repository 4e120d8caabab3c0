import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { zip } from '../unit/core/files/zip';
import { from, refused, sent, writeLog } from './logs';
import { results } from './results';
import { closeAll, hoversAt, paste, sample, until } from './window';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-scan-'));
const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
const active = () => vscode.window.activeTextEditor;

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('scanning', () => {
  after(async () => {
    await run('ndrLens.clearResults');
    await closeAll();
  });

  it('takes several files that are selected, and opens a hit at its range', async () => {
    const paths = [sample('bounces/5.7.750-hybrid-relay.eml'), sample('logs/mail.log.1')];
    await run('ndrLens.scan', paths[0], paths);
    await results(2);
    await run('ndrLens.results.focus');
    for (const step of ['clear', 'focusFirst', 'expand']) await run(`list.${step}`);
    await until('the hit in the editor', async () => {
      await run('ndrLens.results.focus');
      // The row below the group is its hit as soon as it is expanded.
      for (const step of ['focusFirst', 'focusDown', 'select']) await run(`list.${step}`);
      const editor = active();
      return editor !== undefined && /^5\.7\.7\d\d$/.test(editor.document.getText(editor.selection));
    });
  });

  it('reads what was named and has no place in the editor', async () => {
    const noise = Array.from({ length: 3000 }, (_, number) => sent(number)).join('');
    const path = file('mail.log.2.gz', gzipSync(noise + from + refused + noise));
    await run('ndrLens.scan', vscode.Uri.file(path));
    const [[, line, column, code, , , sender] = []] = await results(1, path);
    assert.deepEqual([line, column, code, sender], ['3002', '96', '5.7.705', 'a@b.example']);
    await run('ndrLens.openResult', {
      kind: 'problem',
      file: { path, bytes: 0, modified: 0, hits: 0 },
    });
    await until('the start of the file', () => active()?.document.uri.scheme === 'ndr-lens-excerpt');
    assert.match(active()?.document.lineAt(0).text ?? '', /1.*1[.,]?000.*mail\.log\.2\.gz/);
  });

  it('reads what is in an archive, opens a hit there with the code selected, and removes the archive', async () => {
    const noise = Array.from({ length: 3000 }, (_, number) => sent(number)).join('');
    const path = file(
      'collected.zip',
      zip([
        { name: 'mx1/mail.log.1', content: from },
        { name: 'mx1/mail.log', content: noise + refused },
      ]),
    );
    await run('ndrLens.scan', vscode.Uri.file(path));
    const [[name, line, column, code, , , sender] = []] = await results(1, path);
    assert.equal(name?.replaceAll('\\', '/'), `${path}/mx1/mail.log`.replaceAll('\\', '/'));
    assert.deepEqual([line, column, code, sender], ['3001', '96', '5.7.705', 'a@b.example']);
    const place = { file: name, line: 3001, column: 96, code };
    await run('ndrLens.openResult', place);
    await until('the code in an excerpt', () => {
      const editor = active();
      return (
        editor?.document.uri.scheme === 'ndr-lens-excerpt' &&
        editor.document.getText(editor.selection) === '5.7.705'
      );
    });
    assert.match(active()?.document.lineAt(0).text ?? '', /collected\.zip.mx1.mail\.log/);
    await run('ndrLens.removeFromResults', { kind: 'hit', event: { file: name }, hit: place });
    await results(0);
  });

  it('names an archive that is broken, and opens no such thing in the editor', async () => {
    const path = file('broken.zip', 'PK\u0003\u0004 and no more');
    await run('ndrLens.scan', vscode.Uri.file(path));
    await results(0);
    await closeAll();
    await run('ndrLens.openResult', {
      kind: 'problem',
      file: { path, bytes: 0, modified: 0, hits: 0 },
    });
    assert.equal(active(), undefined);
    await run('notifications.clearAll');
  });
});

describe('a large file', () => {
  const path = join(folder, 'large.log');
  after(async () => {
    await run('ndrLens.clearResults');
    await closeAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is scanned while hovers are answered', async () => {
    const dense = join(folder, 'dense.log');
    writeLog(dense, 20, 9);
    const { document } = await paste('550 5.7.750 Service unavailable');
    let isRunning = true;
    const scan = Promise.resolve(run('ndrLens.scan', vscode.Uri.file(dense))).finally(() => {
      isRunning = false;
    });
    do assert.equal((await hoversAt(document.uri, new vscode.Position(0, 6))).length, 1);
    while (isRunning);
    await scan;
    rmSync(dense);
  });

  it('has a hit far in it shown in an excerpt', async () => {
    const { hits } = writeLog(path, 100, 14_000);
    await run('ndrLens.scan', vscode.Uri.file(path));
    const rows = await results(hits);
    const line = Number(rows.at(-1)?.[1]);
    assert.ok(line > 500_000, `line ${line}`);
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.file(path).with({ scheme: 'ndr-lens-excerpt', query: `${line}:96` }),
    );
    assert.equal(document.lineAt(501).text, refused.trimEnd());
    await run('ndrLens.openResult', {
      kind: 'problem',
      file: { path, bytes: 0, modified: 0, hits: 0 },
    });
    await until('the excerpt', () => active()?.document.uri.scheme === 'ndr-lens-excerpt');
  });
});
