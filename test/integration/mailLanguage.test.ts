import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFiles } from './memoryFiles';
import { closeAll, sample, until } from './window';

const open = (name: string) => vscode.workspace.openTextDocument(vscode.Uri.parse(`mailbox:/mail/${name}`));

/**
 * When languages that were asked for have been set. Whoever sets one on a document that opens does so when it opens, and
 * the window sets languages in the order in which it was asked.
 */
async function languagesAreSet(): Promise<void> {
  for (const language of ['log', 'json']) {
    const document = await vscode.workspace.openTextDocument({ content: '' });
    await vscode.languages.setTextDocumentLanguage(document, language);
  }
}

describe('the language of mail', () => {
  let files: vscode.Disposable;
  const settings = () => vscode.workspace.getConfiguration('files');
  before(() => {
    files = vscode.workspace.registerFileSystemProvider(
      'mailbox',
      new MemoryFiles('From: a@b.example\n\nbody\n'),
    );
  });
  after(async () => {
    files.dispose();
    await closeAll();
  });

  it('is set on .eml files that nobody claims', async () => {
    for (const document of [
      await vscode.workspace.openTextDocument(sample('bounces/5.7.711-bad-connector.eml')),
      await open('one.eml'),
      await open('TWO.EML'),
    ])
      await until(document.uri.path, () => document.languageId === 'eml');
  });

  it('is not set on others', async () => {
    const documents = [await open('one.txt'), await open('two.mht'), await open('eml')];
    await languagesAreSet();
    assert.deepEqual(
      documents.filter(({ languageId }) => languageId === 'eml'),
      [],
    );
  });

  it('leaves a document alone whose language somebody chose afterwards', async () => {
    const document = await open('chosen.eml');
    await until('the language', () => document.languageId === 'eml');
    for (const language of ['plaintext', 'html', 'plaintext']) {
      await vscode.languages.setTextDocumentLanguage(document, language);
      await languagesAreSet();
      assert.equal(document.languageId, language);
    }
  });

  for (const language of ['html', 'plaintext'])
    it(`leaves a file alone that is ${language} by somebody else's word`, async () => {
      const associations = { '*.eml': language };
      await settings().update('associations', associations, vscode.ConfigurationTarget.Global);
      try {
        const document = await open(`associated-${language}.eml`);
        await languagesAreSet();
        assert.equal(document.languageId, language);
      } finally {
        await settings().update('associations', undefined, vscode.ConfigurationTarget.Global);
      }
    });
});
