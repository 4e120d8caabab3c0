import * as assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { report, textOnly } from '../unit/core/msg/outlookBounces';
import { writeMsg } from '../unit/core/msg/writeMsg';
import { closeAll, until } from './window';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-outlook-'));

function message(name: string, bytes: Uint8Array): vscode.Uri {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return vscode.Uri.file(path);
}

const shown = () => vscode.window.activeTextEditor?.document;
const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ input }) => input));

describe('an Outlook message', () => {
  afterEach(closeAll);

  it('opens as a person reads the bounce in it, in the place of its tab', async () => {
    await vscode.commands.executeCommand('vscode.open', message('report.msg', writeMsg(report)));
    await until('the bounce', () => shown()?.getText().includes('550 5.7.750 Service unavailable') ?? false);
    assert.equal(shown()?.uri.scheme, 'ndr-lens-readable');
    await until('its tab alone', () => tabs().length === 1);
    assert.ok(tabs()[0] instanceof vscode.TabInputText);
  });

  it('that is no bounce opens as its text, with its codes', async () => {
    const { properties } = textOnly;
    const item = { properties: { ...properties, '1000001f': 'What is 5.7.705, asks somebody.' } };
    await vscode.commands.executeCommand('vscode.open', message('question.msg', writeMsg(item)));
    await until('the text', () => shown()?.getText().includes('What is 5.7.705') ?? false);
    const document = shown();
    assert.equal(document?.uri.scheme, 'ndr-lens-outlook');
  });

  it('that is damaged keeps its tab', async () => {
    const uri = message('damaged.msg', writeMsg(report).subarray(0, 700));
    await vscode.commands.executeCommand('vscode.open', uri);
    await until('the tab', () => tabs().some((input) => input instanceof vscode.TabInputCustom));
    assert.equal(shown(), undefined);
  });
});
