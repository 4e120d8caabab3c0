import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { MemoryFiles } from './memoryFiles';
import { expectedHits } from './sampleFiles';
import { closeAll, linksIn, paste, sample, until } from './window';

const line = '550 5.7.705 Access denied, tenant has exceeded threshold';

describe('documents that are looked at', () => {
  let files: vscode.Disposable;
  before(() => {
    files = vscode.workspace.registerFileSystemProvider('memory', new MemoryFiles(line));
  });
  after(async () => {
    files.dispose();
    await closeAll();
  });

  const linksOf = async (name: string) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(`memory:/mail/${name}`));
    return (await linksIn(document.uri)).length;
  };

  for (const name of [
    ...[
      'bounce.eml',
      'BOUNCE.EML',
      'mail.log',
      'notes.txt',
      'trace.csv',
      'smtp.out',
      'mailer.jsonl',
      'message-trace-details.json',
      'mail.log.1',
      'maillog',
    ],
    ...[
      'maillog-20261124',
      'mainlog',
      'exim_mainlog.2',
      'mail.err',
      'mail.log-20261124',
      'SEND20261123-1.LOG',
    ],
    ...['page.mht', 'page.mhtml', 'bounce.mime', 'inbox.mbox', 'Inbox.MBX', 'bounce.emlx'],
    ...['notes.md', 'page.html', 'postfix.json', 'export.ndjson', 'mail', 'syslog', 'messages-20261124'],
  ])
    it(`are ${name}, in any file system`, async () => assert.equal(await linksOf(name), 1));

  for (const name of ['program.ts', 'settings.json5', 'log', 'box.mb', 'mbox'])
    it(`are not ${name}`, async () => assert.equal(await linksOf(name), 0));

  it('are untitled ones and those of the language log', async () => {
    assert.equal((await linksIn((await paste(line)).document.uri)).length, 1);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('memory:/mail/log'));
    await vscode.languages.setTextDocumentLanguage(document, 'log');
    await until(
      'a link in a document of the language log',
      async () => (await linksIn(document.uri)).length === 1,
    );
  });

  it('are those that the setting names, while it names them', async () => {
    const settings = vscode.workspace.getConfiguration('ndrLens');
    await settings.update('additionalFiles', ['*.trace'], vscode.ConfigurationTarget.Global);
    await until('a link in a file of the setting', async () => (await linksOf('smtp.trace')) === 1);
    await settings.update('additionalFiles', undefined, vscode.ConfigurationTarget.Global);
    await until('no link any more', async () => (await linksOf('smtp.trace')) === 0);
  });
});

describe('links', () => {
  after(closeAll);

  it('stand on exactly the hits of test/expectedHits.tsv', async () => {
    const expected = (await expectedHits()).map((row) =>
      row.replace(/\t(?:base64|quoted-printable)$/, '\tencoded').split('\t'),
    );
    for (const file of new Set(expected.map(([name = '']) => name.replace('samples/', '')))) {
      const hits = expected.filter(([name]) => name === `samples/${file}`);
      const document = await vscode.workspace.openTextDocument(sample(file));
      const links = await linksIn(document.uri);
      const found = links.map(({ range, tooltip }) => {
        const code = /5\.7\.7\d\d/.exec(tooltip ?? '')?.[0] ?? '';
        const via = document.getText(range) === code ? 'plain' : 'encoded';
        return [
          `samples/${file}`,
          String(range.start.line + 1),
          String(range.start.character + 1),
          code,
          via,
        ];
      });
      assert.deepEqual(found, hits);
    }
  });

  it('run our own command with plain data and nothing else', async () => {
    const { document } = await paste(`${line}\n15.7.705`);
    const [link, ...others] = await linksIn(document.uri);
    assert.equal(others.length, 0);
    assert.equal(link?.target?.path, 'ndrLens.explain');
    assert.deepEqual(JSON.parse(link?.target?.query ?? ''), [
      { code: '5.7.705', place: { uri: document.uri.toString(), line: 0, character: 4 } },
    ]);
  });

  it('follow what is typed', async () => {
    const editor = await paste('550 5.7.70');
    assert.equal((await linksIn(editor.document.uri)).length, 0);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 10), '5'));
    assert.equal((await linksIn(editor.document.uri)).length, 1);
  });
});
