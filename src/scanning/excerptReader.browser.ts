import * as vscode from 'vscode';
import type { ReadLines } from '../core/search/excerpt';

/** In a browser no file is read in parts. */
export class ExcerptReader implements vscode.Disposable {
  /** @throws (by rejection) Error with that as a sentence */
  async read(): Promise<ReadLines> {
    throw new Error(vscode.l10n.t('In the browser, packed and very large files cannot be shown.'));
  }

  dispose(): void {}
}
