import * as vscode from 'vscode';
import type { Knowledge } from './knowledge';

/**
 * Asks for one of the codes.
 * @returns undefined when the person cancelled
 */
export async function pickCode(knowledge: Knowledge, placeHolder: string): Promise<string | undefined> {
  const { codeEntry, texts } = await knowledge.load();
  const read = texts[knowledge.language];
  const family = Array.from({ length: 100 }, (_, detail) => `5.7.7${String(detail).padStart(2, '0')}`);
  const items = family.map((code) => {
    const { name, standing } = codeEntry(code);
    return { label: code, description: read[name.text].replaceAll('{0}', code), standing };
  });
  const separator = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const choice = await vscode.window.showQuickPick(
    [
      separator(read['label.standing.documented']),
      ...items.filter(({ standing }) => standing === 'documented'),
      separator(vscode.l10n.t('Other codes of the family')),
      ...items.filter(({ standing }) => standing !== 'documented'),
    ],
    { placeHolder, matchOnDescription: true },
  );
  return choice?.label;
}
