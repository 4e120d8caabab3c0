import * as vscode from 'vscode';
import { anyCaseGlob, mailFileGlobs, mailLanguages } from '../core/files/mailFile';
import { onSettingsChange, readSettings } from '../shared/settings';
import { excerptScheme } from './excerptScheme';
import { outlookScheme } from './outlookScheme';
import { readableNdrScheme } from './readableNdrScheme';

/**
 * Which documents are looked at: mail and logs by name or language, whatever file system they come from, and every
 * untitled document, since that is where people paste a bounce.
 */
export class MailDocuments implements vscode.Disposable {
  private current = selectorFor(readSettings().additionalFiles);
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription = onSettingsChange(() => {
    this.current = selectorFor(readSettings().additionalFiles);
    this.changed.fire();
  });

  /** Fires when the settings changed and other documents may be meant now. */
  readonly onDidChange = this.changed.event;

  get selector(): readonly vscode.DocumentFilter[] {
    return this.current;
  }

  includes(document: vscode.TextDocument): boolean {
    return vscode.languages.match(this.current, document) > 0;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }
}

function selectorFor(additionalFiles: readonly string[]): vscode.DocumentFilter[] {
  return [
    { scheme: 'untitled' },
    { scheme: readableNdrScheme },
    { scheme: excerptScheme },
    { scheme: outlookScheme },
    ...mailLanguages.map((language) => ({ language })),
    ...mailFileGlobs.map((glob) => ({ pattern: `**/${anyCaseGlob(glob)}` })),
    ...additionalFiles.map((glob) => ({ pattern: glob.includes('/') ? glob : `**/${glob}` })),
  ];
}
