import { basename } from 'node:path';
import * as vscode from 'vscode';
import { failureOf, isOvertaken } from '../core/code/failure';
import { printable } from '../core/code/printable';

/** Tells the person about a failure once, in a sentence, and keeps the details in the output channel. */
export class Problems {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Shows a sentence a person can act on, with a way to the details. */
  show(sentence: string, error: unknown): void {
    this.note(sentence, error);
    void this.offerLog(vscode.window.showErrorMessage, sentence);
  }

  /** The same for what was done, though not all of it. */
  warn(sentence: string, error: unknown): void {
    this.note(sentence, error);
    void this.offerLog(vscode.window.showWarningMessage, sentence);
  }

  /** Does what a person asked for. Whatever goes wrong in it is told once; nothing is thrown. */
  async attempt(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (isOvertaken(error)) this.note('Another editor was opened meanwhile.', error);
      else this.show(failureSentence(error), error);
    }
  }

  /** For what needs no action: the details go to the output channel only. */
  note(sentence: string, error: unknown): void {
    this.log.error(sentence, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }

  private async offerLog(
    tell: (sentence: string, ...choices: string[]) => Thenable<string | undefined>,
    sentence: string,
  ): Promise<void> {
    const showLog = vscode.l10n.t('Show Log');
    if ((await tell(sentence, showLog)) === showLog) this.log.show();
  }
}

/**
 * Why something failed, in a sentence.
 * @param file what it is about, where the error does not name it
 */
export function failureSentence(error: unknown, file?: string): string {
  const { kind, path = file, words } = failureOf(error);
  const name = printable(path === undefined ? vscode.l10n.t('A file') : basename(path));
  switch (kind) {
    case 'gone':
      return vscode.l10n.t('{0} is no longer there: it was moved, renamed or deleted.', name);
    case 'forbidden':
      return vscode.l10n.t('{0}: this account may not read or write it.', name);
    case 'full':
      return vscode.l10n.t('{0} cannot be written: the disk is full or read-only.', name);
    case 'other':
      return file === undefined
        ? vscode.l10n.t('This failed: {0}', printable(words))
        : vscode.l10n.t('{0} cannot be opened: {1}', name, printable(words));
  }
}
