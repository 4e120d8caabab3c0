import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { numberText } from '../core/code/numbers';

/** A count in the language of the window. */
export function countText(count: number): string {
  return numberText(count, languageOf(vscode.env.language));
}

/** How many mails were blocked, such as `1,234 blocked`. */
export function blockedText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 blocked') : vscode.l10n.t('{0} blocked', countText(count));
}

/** How many records only name a code. */
export function mentionedText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 mentioned') : vscode.l10n.t('{0} mentioned', countText(count));
}
