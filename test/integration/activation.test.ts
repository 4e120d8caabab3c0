import * as assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Activation } from '../activation';
import { closeAll, repositoryFile, until } from './window';

/** The marks that the extension host sets around the work of extensions; `startTime` in milliseconds. */
interface PerformanceMarks {
  getMarks(): { readonly name: string; readonly startTime: number }[];
}

/** How long the host took to run our code, once it had come to it. */
function milliseconds(stage: 'LoadExtensionCode' | 'ActivateExtension'): number {
  const { MonacoPerformanceMarks } = globalThis as unknown as { MonacoPerformanceMarks: PerformanceMarks };
  const at = (which: 'will' | 'did') =>
    MonacoPerformanceMarks.getMarks().find(
      ({ name }) => name === `code/extHost/${which}${stage}/ndr-lens.ndr-lens`,
    );
  return (at('did')?.startTime ?? Number.NaN) - (at('will')?.startTime ?? Number.NaN);
}

/** Our row of the table that "Developer: Startup Performance" shows, by its columns. */
async function startupRow(): Promise<Map<string, string>> {
  await vscode.commands.executeCommand('perfview.show');
  const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
  await until('the startup figures', () => /^\| ndr-lens/m.test(text()));
  const cells = (row: string) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
  const rows = text().split(/\r?\n/);
  const names = cells(rows.find((row) => row.startsWith('| Extension')) ?? '');
  const ours = cells(rows.find((row) => row.startsWith('| ndr-lens')) ?? '');
  return new Map(names.map((name, index) => [name, ours[index] ?? '']));
}

describe('activation', () => {
  after(closeAll);

  it('reads the bundle of the extension and no other', async () => {
    const extension = vscode.extensions.getExtension('ndr-lens.ndr-lens');
    await extension?.activate();
    const folder = repositoryFile('dist');
    const loaded = Object.keys(require.cache).filter((path) => path.startsWith(folder));
    assert.deepEqual(
      loaded.map((path) => basename(path)),
      ['extension.js'],
    );
  });

  it('is measured, for the end of the test run to judge', async () => {
    const extension = vscode.extensions.getExtension('ndr-lens.ndr-lens');
    assert.ok(extension);
    await extension.activate();
    const row = await startupRow();
    const figures: Activation = {
      loadMs: milliseconds('LoadExtensionCode'),
      activateMs: Number(row.get('Call Activate')),
      loadWithWaitingMs: Number(row.get('Load Code')),
    };
    for (const [name, value] of Object.entries(figures)) assert.ok(value >= 0, `${name}: ${value}`);
    const folder = repositoryFile('test-results/activation');
    mkdirSync(folder, { recursive: true });
    const name = `${vscode.version}-${vscode.env.language}.json`;
    writeFileSync(`${folder}/${name}`, `${JSON.stringify(figures)}\n`);
  });
});
