import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { disk, keepFilesIn } from '../../src/core/browser/disk';
import { unreadTexts } from '../../src/core/files/unreadTexts';
import { readyForWorker } from '../../src/scanning/scanFiles';
import { requestFor } from '../../src/scanning/scanTargets';
import { workspaceFiles } from '../../src/web/workspaceDisk';
import { results } from '../integration/results';
import { closeAll, sample, until } from '../integration/window';

const run = (command: string, ...args: unknown[]) => vscode.commands.executeCommand(command, ...args);
const refused = '550 5.7.705 Access denied, tenant has exceeded threshold\n';
const folder = sample('packed');

async function put(name: string, bytes: Uint8Array): Promise<void> {
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, name), bytes);
}

async function gzip(text: string): Promise<Uint8Array> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

/** What the extension says while something is done. */
async function saidDuring(act: () => Thenable<unknown>): Promise<string[]> {
  const said: string[] = [];
  const { showInformationMessage } = vscode.window;
  Object.assign(vscode.window, { showInformationMessage: async (text: string) => void said.push(text) });
  try {
    await act();
    await until('a sentence', () => said.length > 0);
  } finally {
    Object.assign(vscode.window, { showInformationMessage });
  }
  return said;
}

describe('what a browser cannot do', () => {
  before(async () => {
    await put('mail.log.1.gz', await gzip(`first line\n${refused}`));
    await put('collected.zip', new TextEncoder().encode('PK\u0003\u0004 and so on'));
    await put('bounce.msg', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0]));
  });
  after(async () => {
    await run('ndrLens.clearResults');
    await closeAll();
  });

  it('is said of each file that a scan does not read', async () => {
    keepFilesIn(workspaceFiles);
    assert.ok(await readyForWorker(requestFor([folder])));
    const sent = new Map(disk.handOver().map((entry) => [entry.path.split('/').at(-1), entry]));
    assert.equal(sent.get('collected.zip')?.problem, unreadTexts.en['browser-archive']);
    assert.equal(sent.get('bounce.msg')?.problem, unreadTexts.en['browser-outlook']);
    assert.equal(new TextDecoder().decode(sent.get('mail.log.1.gz')?.bytes), `first line\n${refused}`);
  });

  it('keeps nothing else from being scanned, and logs that are packed are read', async () => {
    await run('ndrLens.scan', folder);
    const [[path, line, , code] = []] = await results(1);
    assert.match(path ?? '', /\/mail\.log\.1\.gz$/);
    assert.deepEqual([line, code], ['2', '5.7.705']);
    await run('notifications.clearAll');
  });

  it('is answered in a sentence where a terminal or a folder of the machine is needed', async () => {
    for (const command of ['ndrLens.openTerminal', 'ndrLens.openSampleIncident']) {
      const [said] = await saidDuring(() => run(command));
      assert.match(said ?? '', /in the browser/);
    }
  });
});
