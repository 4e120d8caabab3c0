import { basename } from 'node:path';
import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { commandIds } from '../shared/commandIds';
import { fileUri } from '../shared/filePaths';
import type { Problems } from '../shared/problems';
import { IncidentDiagnostics, sentenceFor } from './incidentDiagnostics';
import type { IncidentNotice, InvalidFile } from './incidentNotice';

/** Says what a person is to know about incidents. */
export class IncidentMessages implements vscode.Disposable {
  private readonly diagnostics = new IncidentDiagnostics();
  /** The refusal that is on screen: nobody needs to read it twice. */
  private told: string | undefined;

  constructor(
    private readonly problems: Problems,
    private readonly memory: vscode.Memento,
  ) {}

  tell(notice: IncidentNotice): unknown {
    switch (notice.kind) {
      case 'archived':
        return this.tellArchived();
      case 'invalid':
        return this.tellInvalid(notice);
      case 'checked':
        return this.diagnostics.show(
          notice.invalid.map(({ path, error }) => [path, error.problems] as const),
        );
      case 'aside':
        return this.problems.show(
          vscode.l10n.t(
            'The saved incident could not be read. It was kept as {0}, and the next tick begins a new one.',
            notice.path,
          ),
          notice.error,
        );
      case 'begun':
        return this.tellWhere(notice.path);
    }
  }

  /** Says why nothing is written, once for each state of the file. */
  private async tellInvalid({ path, error }: InvalidFile): Promise<void> {
    const [first] = error.problems;
    if (this.told === error.message || !first) return;
    this.told = error.message;
    const open = vscode.l10n.t('Open the File');
    const begin = vscode.l10n.t('Begin a New Incident');
    const sentence = vscode.l10n.t(
      '{0} cannot be read, line {1}: {2} Nothing is changed or saved until it is fixed.',
      printable(basename(path)),
      first.line,
      sentenceFor(first),
    );
    const choice = await vscode.window.showErrorMessage(sentence, open, begin);
    this.told = undefined;
    if (choice === open) await openAt(path, first.line, first.column);
    if (choice === begin) await vscode.commands.executeCommand(commandIds.newIncident);
  }

  /** Says that an archived incident stays as it is. */
  private async tellArchived(): Promise<void> {
    if (this.told === 'archived') return;
    this.told = 'archived';
    const reopen = vscode.l10n.t('Reopen');
    const sentence = vscode.l10n.t('This incident is archived and stays as it is.');
    const choice = await vscode.window.showInformationMessage(sentence, reopen);
    this.told = undefined;
    if (choice === reopen) await vscode.commands.executeCommand(commandIds.reopenIncident);
  }

  /** Says once in each workspace that a file was made in it. */
  private async tellWhere(path: string): Promise<void> {
    if (this.memory.get('incident.toldWhere') === true) return;
    await this.memory.update('incident.toldWhere', true);
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

  dispose(): void {
    this.diagnostics.dispose();
  }
}

async function openAt(path: string, line: number, column: number): Promise<void> {
  const at = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(fileUri(path), { selection: new vscode.Range(at, at) });
}
