import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { repositoryFile, until } from './window';

describe('the terminal with the command line', () => {
  const command = 'ndr-lens';
  const named = () => vscode.window.terminals.find(({ name }) => name === 'NDR Lens');
  after(() => named()?.dispose());

  it('finds ndr-lens on its path, behind all other programs, and runs the one that is installed', async () => {
    await vscode.commands.executeCommand('ndrLens.openTerminal');
    await until('the terminal', () => named() !== undefined);
    const options = named()?.creationOptions ?? {};
    assert.ok('env' in options);
    const path = options.env?.PATH ?? '';
    assert.ok(path.startsWith(process.env.PATH ?? ''));
    const run = (...args: string[]) =>
      spawnSync(command, args, {
        encoding: 'utf8',
        env: { ...process.env, PATH: path },
        shell: process.platform === 'win32',
      });
    const { version } = vscode.extensions.getExtension('ndr-lens.ndr-lens')?.packageJSON ?? {};
    assert.equal(run('--version').stdout, `${version}\n`);
    const sample = repositoryFile(join('samples', 'bounces', '5.7.705-compromised-account.eml'));
    const { status, stdout, stderr } = run('scan', '--count', sample);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /: \d+\n$/);
  });
});
