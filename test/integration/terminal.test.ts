import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
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
        env: { ...process.env, ...(options.env as NodeJS.ProcessEnv) },
        shell: process.platform === 'win32',
      });
    const { version } = vscode.extensions.getExtension('ndr-lens.ndr-lens')?.packageJSON ?? {};
    assert.equal(run('--version').stdout, `${version}\n`);
    const sample = repositoryFile(join('samples', 'bounces', '5.7.705-compromised-account.eml'));
    const { status, stdout, stderr } = run('scan', '--count', sample);
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /: \d+\n$/);
  });

  it('has a starter for Windows beside it, in characters that every code page has', () => {
    const options = named()?.creationOptions ?? {};
    assert.ok('env' in options);
    const { PATH = '', NDR_LENS_RUNTIME, NDR_LENS_CLI } = options.env ?? {};
    const text = readFileSync(join(PATH?.split(delimiter).at(-1) ?? '', `${command}.cmd`), 'latin1');
    assert.equal(
      text,
      '@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n"%NDR_LENS_RUNTIME%" "%NDR_LENS_CLI%" %*\r\n',
    );
    assert.equal(NDR_LENS_RUNTIME, process.execPath);
    assert.equal(NDR_LENS_CLI, repositoryFile(join('dist', 'cli.js')));
  });
});
