import * as vscode from 'vscode';
import type { MailDocuments } from './mailDocuments';

/** Registers links and hovers for mail documents, and again when the settings name other documents. */
export function registerProviders(
  documents: MailDocuments,
  links: vscode.DocumentLinkProvider,
  hover: vscode.HoverProvider,
): vscode.Disposable {
  const register = () =>
    vscode.Disposable.from(
      vscode.languages.registerDocumentLinkProvider(documents.selector, links),
      vscode.languages.registerHoverProvider(documents.selector, hover),
    );
  let registered = register();
  const subscription = documents.onDidChange(() => {
    registered.dispose();
    registered = register();
  });
  return new vscode.Disposable(() => {
    subscription.dispose();
    registered.dispose();
  });
}
