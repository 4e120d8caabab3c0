import { basename } from 'node:path';
import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { fileHash } from '../core/files/fileHash';
import { commandIds } from '../shared/commandIds';
import { fileUri } from '../shared/filePaths';
import { forNotification } from './shownText';

/** Warns of files that were changed after they had been imported: a finding may be about a row that is no longer there. */
export class ChangedEvidence {
  /** Hashes that were warned of, by path. */
  private readonly told = new Map<string, string>();

  /** Warns once for each change of a file. One that is gone is VS Code's to explain. */
  async check(path: string, imported: string): Promise<void> {
    const now = await fileHash(path).catch(() => imported);
    if (now === imported || this.told.get(path) === now) return;
    this.told.set(path, now);
    const again = vscode.l10n.t('Import Again');
    const choice = await vscode.window.showWarningMessage(
      forNotification(
        vscode.l10n.t(
          '{0} has changed since it was imported. What was found may stand on another line, or no longer be true.',
          printable(basename(path)),
        ),
      ),
      again,
    );
    if (choice === again)
      await vscode.commands.executeCommand(commandIds.importTenantExport, [fileUri(path)]);
  }
}
