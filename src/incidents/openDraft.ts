import * as vscode from 'vscode';

/** Opens a text that belongs to no file yet, in the language where an extension knows it, and as plain text otherwise. */
export async function openDraft(content: string, language: string): Promise<void> {
  const known = (await vscode.languages.getLanguages()).includes(language);
  const document = await vscode.workspace.openTextDocument({ content, ...(known ? { language } : {}) });
  await vscode.window.showTextDocument(document, { preview: false });
}
