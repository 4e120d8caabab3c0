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
  await writeStarters(folder, join(extensionUri.fsPath, ...program));
  const path = process.env.PATH ?? '';
  const terminal = vscode.window.createTerminal({
    name: 'NDR Lens',
    iconPath: new vscode.ThemeIcon('search'),
    // Behind all others: no other program is shadowed.
    env: { PATH: path === '' ? folder : `${path}${delimiter}${folder}` },
    message: vscode.l10n.t('{0} says what it can do.', 'ndr-lens --help'),
  });
  terminal.show();
}

/** The command for each kind of shell. It runs in the program that runs the extension, as there may be no Node.js. */
async function writeStarters(folder: string, cli: string): Promise<void> {
  const words = [process.execPath, cli];
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const quotedInCmd = words.map((word) => `"${word.replaceAll('%', '%%')}"`).join(' ');
  await mkdir(folder, { recursive: true });
  const forShells = join(folder, 'ndr-lens');
  await writeFile(forShells, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec ${quoted} "$@"\n`);
  await chmod(forShells, 0o755);
  await writeFile(
    `${forShells}.cmd`,
    `@echo off\r\nsetlocal\r\nset ELECTRON_RUN_AS_NODE=1\r\n${quotedInCmd} %*\r\n`,
  );
}
