import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { numberText } from '../core/code/numbers';

const shown = (count: number) => numberText(count, languageOf(vscode.env.language));

/** How many mails were blocked, such as `1,234 blocked`. */
export function blockedText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 blocked') : vscode.l10n.t('{0} blocked', shown(count));
}

/** How many records only name a code. */
export function mentionedText(count: number): string {
  return count === 1 ? vscode.l10n.t('1 mentioned') : vscode.l10n.t('{0} mentioned', shown(count));
}
