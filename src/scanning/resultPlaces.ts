import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { isOvertaken } from '../core/code/failure';
import { printable } from '../core/code/printable';
import { archiveWith } from '../core/files/archiveNames';
import { packingAt } from '../core/files/packing';
import { outlookUri } from '../documents/outlookUri';
import type { ReadingFeature } from '../reading/createReading';
import type { Feature } from '../shared/feature';
import { fileUri } from '../shared/filePaths';
import { failureSentence, type Problems } from '../shared/problems';
import type { Excerpts } from './excerpts';
import type { ResultPlace } from './resultNodes';
import type { ScanRunner } from './scanRunner';
import { syncLimit } from './syncLimit';

/** What the places of results are opened with. */
export interface ResultPlaceServices {
  readonly reading: Feature<ReadingFeature>;
  readonly excerpts: Excerpts;
  readonly problems: Problems;
  readonly runner: Pick<ScanRunner, 'rescan' | 'remove'>;
}

/** Opens the places that results lead to. */
export class ResultPlaces {
  constructor(private readonly services: ResultPlaceServices) {}

  /**
   * Selects a place in the editor, which leaves the focus in the results unless asked for; in an excerpt where the editor cannot help. A file that is
   * gone since the scan, or cannot be read, is told.
   */
  async open(place: ResultPlace): Promise<void> {
    try {
      await this.show(place);
    } catch (error) {
      if (!isOvertaken(error)) await this.tell(place.file, error);
    }
  }

  private async tell(file: string, error: unknown): Promise<void> {
    const { problems, runner } = this.services;
    const sentence = failureSentence(error, file);
    problems.note(sentence, error);
    const again = vscode.l10n.t('Scan Again');
    const remove = vscode.l10n.t('Remove from the Results');
    const choice = await vscode.window.showWarningMessage(sentence, again, remove);
    if (choice === again) await runner.rescan();
    if (choice === remove) await runner.remove(file);
  }

  private async show({ file, line, column, code = '', ...place }: ResultPlace): Promise<void> {
    const viewColumn = place.isBeside ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    const preserveFocus = !place.takesFocus;
    const isEntry = (await archiveWith(file)) !== undefined;
    const packing = isEntry ? 'plain' : await packingAt(file);
    if (packing === 'zip') {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is an archive. What is in it opens from its hits.', printable(basename(file))),
      );
      return;
    }
    if (
      isEntry ||
      ['gzip', 'xz', 'zstd'].includes(packing) ||
      (packing === 'plain' && (await isLong(file)))
    ) {
      await this.services.excerpts.open(
        file,
        { line, column },
        { length: code.length, viewColumn, preserveFocus },
      );
      return;
    }
    const { hits } = await this.services.reading.load();
    const uri = fileUri(file);
    const document = await vscode.workspace.openTextDocument(packing === 'outlook' ? outlookUri(uri) : uri);
    const start = new vscode.Position(line - 1, column - 1);
    const written = new vscode.Range(start, start.translate(0, code.length));
    await vscode.window.showTextDocument(document, {
      selection: hits.rangeAt(document, written),
      viewColumn,
      preview: true,
      preserveFocus,
    });
  }
}

/** True for files from which VS Code keeps extensions out. */
async function isLong(path: string): Promise<boolean> {
  return (await stat(path)).size > syncLimit;
}
