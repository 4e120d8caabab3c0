import { renameSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../commandIds';
import type { InvalidIncidentError } from '../core/incident/problem';
import { printable } from '../core/printable';
import type { Problems } from '../problems';
import { sentenceFor } from './incidentDiagnostics';

const told = new WeakMap<object, string>();

/** Says why nothing is written, once for each state of the file. */
export function tellInvalid(path: string, error: InvalidIncidentError, teller: object): void {
  if (told.get(teller) === error.message) return;
  told.set(teller, error.message);
  const [first] = error.problems;
  if (!first) return;
  const open = vscode.l10n.t('Open the File');
  const begin = vscode.l10n.t('Begin a New Incident');
  const sentence = vscode.l10n.t(
    '{0} cannot be read, line {1}: {2} Nothing is changed or saved until that is mended.',
    printable(basename(path)),
    first.line,
    sentenceFor(first),
  );
  void vscode.window.showErrorMessage(sentence, open, begin).then(async (choice) => {
    told.delete(teller);
    if (choice === open) await openAt(path, first.line, first.column);
    if (choice === begin) await vscode.commands.executeCommand(commandIds.newIncident);
  });
}

/** Says that an archived incident stays as it is. */
export function tellArchived(teller: object): void {
  if (told.get(teller) === 'archived') return;
  told.set(teller, 'archived');
  const reopen = vscode.l10n.t('Reopen');
  void vscode.window
    .showInformationMessage(vscode.l10n.t('This incident is archived and stays as it is.'), reopen)
    .then(async (choice) => {
      told.delete(teller);
      if (choice === reopen) await vscode.commands.executeCommand(commandIds.reopenIncident);
    });
}

/** Says once in each workspace that a file was made in it. */
export async function tellWhere(path: string, memory: vscode.Memento): Promise<void> {
  if (memory.get('incident.toldWhere') === true) return;
  await memory.update('incident.toldWhere', true);
  const open = vscode.l10n.t('Open the File');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Ticks, notes and findings are kept in {0}. It holds no mail content unless you write some into a note.',
      vscode.workspace.asRelativePath(path),
    ),
    open,
  );
  if (choice === open) await openAt(path, 1, 1);
}

/** Keeps a file that cannot be read under another name: what is in it may be all that is left of the ticks. */
export function setAside(path: string, error: Error, problems: Problems): void {
  const aside = path.replace(/(?:\.ndr-incident)?\.json$/, `.damaged-${Date.now()}.json`);
  renameSync(path, aside);
  problems.show(
    vscode.l10n.t(
      'The saved incident could not be read. It was kept as {0}, and a new one is begun with the next tick.',
      aside,
    ),
    error,
  );
}

async function openAt(path: string, line: number, column: number): Promise<void> {
  const at = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection: new vscode.Range(at, at) });
}
