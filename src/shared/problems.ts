import * as vscode from 'vscode';

/** Tells the person about a failure once, in a sentence, and keeps the details in the output channel. */
export class Problems {
  constructor(private readonly log: vscode.LogOutputChannel) {}

  /** Shows a sentence a person can act on, with a way to the details. */
  show(sentence: string, error: unknown): void {
    this.note(sentence, error);
    const showLog = vscode.l10n.t('Show Log');
    void vscode.window.showErrorMessage(sentence, showLog).then((choice) => {
      if (choice === showLog) this.log.show();
    });
  }

  /** Does what a person asked for. Whatever goes wrong in it is told once; nothing is thrown. */
  async attempt(act: () => unknown): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.show(vscode.l10n.t('NDR Lens could not do this. The log says why.'), error);
    }
  }

  /** For what needs no action: the details go to the output channel only. */
  note(sentence: string, error: unknown): void {
    this.log.error(sentence, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
