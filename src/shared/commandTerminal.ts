import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as vscode from 'vscode';

/** Where the command line begins in the extension's folder. */
const program = ['dist', 'cli.js'];

/** Opens a terminal in which `ndr-lens` is the command line of this extension. */
export async function openCommandTerminal({
  extensionUri,
  globalStorageUri,
}: Pick<vscode.ExtensionContext, 'extensionUri' | 'globalStorageUri'>): Promise<void> {
  const folder = join(globalStorageUri.fsPath, 'bin');
  await writeStarters(folder);
  const path = process.env.PATH ?? '';
  const terminal = vscode.window.createTerminal({
    name: 'NDR Lens',
    iconPath: new vscode.ThemeIcon('search'),
    // Behind all others: no other program is shadowed.
    env: {
      PATH: path === '' ? folder : `${path}${delimiter}${folder}`,
      // The program that runs the extension, as there may be no Node.js.
      NDR_LENS_RUNTIME: process.execPath,
      NDR_LENS_CLI: join(extensionUri.fsPath, ...program),
    },
    message: vscode.l10n.t('{0} says what it can do.', 'ndr-lens --help'),
  });
  terminal.show();
}

/**
 * The command for each kind of shell. Paths come from the environment: the command interpreter of Windows reads files in a code page in
 * which not every folder of a user can be written.
 */
async function writeStarters(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const forShells = join(folder, 'ndr-lens');
  await writeFile(
    forShells,
    '#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec "$NDR_LENS_RUNTIME" "$NDR_LENS_CLI" "$@"\n',
  );
  await chmod(forShells, 0o755);
  const forWindows = [
    '@echo off',
    'setlocal',
    'set ELECTRON_RUN_AS_NODE=1',
    '"%NDR_LENS_RUNTIME%" "%NDR_LENS_CLI%" %*',
    '',
  ];
  await writeFile(`${forShells}.cmd`, forWindows.join('\r\n'));
}
