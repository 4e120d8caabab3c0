import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageOf } from '../../src/core/knowledge';
import { MemoryFiles } from './memoryFiles';
import { closeAll, paste, sample, until } from './window';

type Row = [depth: number, name: string, detail: string, first: number, last: number];

const language = languageOf(vscode.env.language);
const bytes = language === 'it' ? 'byte' : 'bytes';

/** The outline of `samples/bounces/5.7.750-hybrid-relay.eml`, lines from 1. */
const expected: Row[] = [
  [0, '1 multipart/report', language === 'it' ? '1,9 kB · 8bit' : '1.9 kB · 8bit', 1, 69],
  [1, 'Date', 'Tue, 24 Nov 2026 03:04:12 +0100 (CET)', 3, 3],
  [1, 'From', 'MAILER-DAEMON@MAIL01.hq.adatum.example (Mail Delivery System)', 4, 4],
  [1, 'Subject', 'Undelivered Mail Returned to Sender', 5, 5],
  [1, 'To', 'scanner3@print.adatum.example', 6, 6],
  [1, '1.1 text/plain', `405 ${bytes} · utf-8 · 8bit`, 17, 31],
  [1, '1.2 message/delivery-status', `496 ${bytes} · 7bit`, 33, 48],
  [1, '1.3 message/rfc822', `508 ${bytes} · 8bit`, 50, 67],
  [2, '1.3.1 text/plain', `10 ${bytes} · us-ascii · 7bit`, 54, 67],
  [3, 'From', 'Scanner 3 <scanner3@print.adatum.example>', 58, 58],
  [3, 'To', 'office@recipient.example', 59, 59],
  [3, 'Subject', 'Scanned document', 60, 60],
  [3, 'Date', 'Tue, 24 Nov 2026 03:04:09 +0100', 61, 61],
];

/** The folds of the same, as VS Code has them, lines from 1. */
const folds = [
  [1, 12],
  [16, 30],
  [17, 19],
  [32, 47],
  [33, 34],
  [49, 66],
  [50, 52],
  [54, 64],
];

async function symbolsIn(uri: vscode.Uri): Promise<vscode.DocumentSymbol[]> {
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return symbols ?? [];
}

function rows(symbols: readonly vscode.DocumentSymbol[], depth = 0): Row[] {
  return symbols.flatMap(({ name, detail, range, children }) => [
    [depth, name, detail, range.start.line + 1, range.end.line + 1] satisfies Row,
    ...rows(children, depth + 1),
  ]);
}

async function foldsIn(uri: vscode.Uri): Promise<number[][]> {
  const ranges = await vscode.commands.executeCommand<vscode.FoldingRange[] | undefined>(
    'vscode.executeFoldingRangeProvider',
    uri,
  );
  return (ranges ?? []).map(({ start, end }) => [start + 1, end + 1]);
}

async function textOf(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(sample(path)));
}

const bounce = 'bounces/5.7.750-hybrid-relay.eml';

describe('outline and folding', () => {
  afterEach(closeAll);

  it('show the parts of a bounce', async () => {
    await vscode.workspace.openTextDocument(sample(bounce));
    assert.deepEqual(rows(await symbolsIn(sample(bounce))), expected);
    assert.deepEqual(await foldsIn(sample(bounce)), folds);
  });

  for (const [name, lineBreak] of Object.entries({ CRLF: '\r\n', LF: '\n', 'lone CR': '\r' }))
    it(`are the same in what is pasted with ${name}`, async () => {
      const text = (await textOf(bounce)).replaceAll('\n', lineBreak);
      const { document } = await paste(text);
      const shape = (all: Row[]) => all.map(([depth, part, , first, last]) => [depth, part, first, last]);
      assert.deepEqual(shape(rows(await symbolsIn(document.uri))), shape(expected));
      assert.deepEqual(await foldsIn(document.uri), folds);
    });

  it('follow what is typed', async () => {
    const editor = await paste('From: a@b.example\n\nbody');
    // What is closed may still be read for a moment under the address that the next text has.
    const fields = async () => (await symbolsIn(editor.document.uri))[0]?.children.map(({ name }) => name);
    await until('the field is in the outline', async () => (await fields())?.join() === 'From');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Subject: new\n'));
    await until('both fields are in the outline', async () => (await fields())?.join() === 'Subject,From');
  });

  it('leave what is no message to VS Code and others', async () => {
    const log = sample('logs/mail.log');
    await vscode.workspace.openTextDocument(log);
    assert.deepEqual(await symbolsIn(log), []);
    assert.deepEqual(await foldsIn(log), []);
    const { document } = await paste('one\n  two\n  three\nfour\n');
    assert.deepEqual(await symbolsIn(document.uri), []);
    await vscode.commands.executeCommand('editor.foldAll');
    const visible = () => vscode.window.activeTextEditor?.visibleRanges.map(({ end }) => end.line);
    await until('folding by indentation', () => (visible()?.length ?? 0) > 1);
  });

  it('are there for files that the setting names, while it names them', async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    const files = vscode.workspace.registerFileSystemProvider(
      'outlined',
      new MemoryFiles('From: a@b.example\nTo: b@c.example\n\nbody\n'),
    );
    try {
      const uri = vscode.Uri.parse('outlined:/mail/one.message');
      await vscode.workspace.openTextDocument(uri);
      assert.deepEqual(await symbolsIn(uri), []);
      await settings.update('additionalFiles', ['*.message'], vscode.ConfigurationTarget.Global);
      await until('an outline', async () => (await symbolsIn(uri)).length === 1);
      assert.deepEqual(await foldsIn(uri), [[1, 2]]);
      await settings.update('additionalFiles', undefined, vscode.ConfigurationTarget.Global);
      await until('no outline any more', async () => (await symbolsIn(uri)).length === 0);
    } finally {
      await settings.update('additionalFiles', undefined, vscode.ConfigurationTarget.Global);
      files.dispose();
    }
  });
});
