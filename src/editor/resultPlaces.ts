import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { packingAt } from '../core/files/packing';
import { printable } from '../core/printable';
import { archiveWith } from '../core/scan/archiveNames';
import type { ResultPlace } from '../views/resultNodes';
import type { Excerpts } from './excerpts';
import type { Hits } from './hits';
import { syncLimit } from './syncLimit';

/** Opens the places that results lead to. */
export class ResultPlaces {
  constructor(
    private readonly hits: Hits,
    private readonly excerpts: Excerpts,
  ) {}

  /** Selects a place in the editor, which leaves the focus in the results; in an excerpt where the editor cannot help. */
  async open({ file, line, column, code = '' }: ResultPlace): Promise<void> {
    const isEntry = (await archiveWith(file)) !== undefined;
    if (!isEntry && (await isArchive(file))) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('{0} is an archive. What is in it opens from its hits.', printable(basename(file))),
      );
      return;
    }
    if (isEntry || (await needsExcerpt(file))) {
      await this.excerpts.open(file, { line, column }, code.length);
      return;
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const start = new vscode.Position(line - 1, column - 1);
    const written = new vscode.Range(start, start.translate(0, code.length));
    await vscode.window.showTextDocument(document, {
      selection: this.hits.rangeAt(document, written),
      preview: true,
      preserveFocus: true,
    });
  }
}

/** True for what is packed, and for files from which VS Code keeps extensions out. */
async function needsExcerpt(path: string): Promise<boolean> {
  return (await stat(path)).size > syncLimit || (await packingAt(path)) === 'gzip';
}

async function isArchive(path: string): Promise<boolean> {
  return (await packingAt(path)) === 'zip';
}
