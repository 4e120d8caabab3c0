import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { languageOf, texts } from '../../src/core/knowledge';
import { closeAll, paste, sample, until } from './window';

const label = texts[languageOf(vscode.env.language)];

/** The readable form of a bounce as it is shown by now. */
function shown(raw: vscode.Uri): string {
  const document = vscode.workspace.textDocuments.find(
    ({ uri }) => uri.scheme === 'ndr-lens-readable' && uri.query === raw.toString(),
  );
  return document?.getText() ?? '';
}

/** The same once the text of the mail has been decoded. */
async function readable(raw: vscode.Uri): Promise<string> {
  await vscode.commands.executeCommand('ndrLens.openReadableNdr', raw);
  await until('the decoded text', () => {
    const text = shown(raw);
    return text.includes(label['ndr.body']) && !text.includes(label['ndr.reading']);
  });
  return shown(raw);
}

describe('the readable NDR', () => {
  afterEach(closeAll);

  it('has the text of the mail and what is attached to it', async () => {
    const text = await readable(sample('bounces/5.7.750-hybrid-relay.eml'));
    const [, behind = ''] = text.split(`\n${label['ndr.attachments']}\n`);
    const [attachments = '', body = ''] = behind.split(`\n${label['ndr.body']}\n`);
    assert.match(attachments, /message\/delivery-status/);
    assert.match(body, /^ {2}\S/m);
    assert.match(body, /5\.7\.750/);
  });

  it('follows the mail, and takes nothing in it for more than text', async () => {
    const hostile = (word: string) =>
      [
        'From: a@b.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: text/plain; charset=utf-8',
        '',
        `${word} https://evil.example/ [x](command:ndrLens.openChecklist) \u202etxt \u001b[31m`,
        label['ndr.title'],
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; x@y.example',
        'Action: failed',
        'Status: 5.7.705',
        '--b--',
        '',
      ].join('\n');
    const { document } = await paste(hostile('one'));
    const text = await readable(document.uri);
    assert.match(text, / {2}one https\[:\]\/\/evil\.example\//);
    assert.doesNotMatch(text, /[\u202e\u001b]|:\/\/evil/);
    const titles = text.split('\n').filter((line) => line === label['ndr.title']);
    assert.equal(titles.length, 1);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(hostile('').indexOf(' https'));
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 3)), 'two');
    await vscode.workspace.applyEdit(edit);
    await until('the edited text', () => shown(document.uri).includes('  two https'));
  });
});
