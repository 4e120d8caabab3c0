import * as vscode from 'vscode';
import type { MailDocuments } from '../documents/mailDocuments';

/** What answers for mail documents when VS Code asks. */
export interface Providers {
  readonly links: vscode.DocumentLinkProvider;
  readonly hover: vscode.HoverProvider;
  readonly outline: vscode.DocumentSymbolProvider;
  readonly folding: vscode.FoldingRangeProvider;
}

/** Registers providers for mail documents, and again when the settings name other documents. */
export function registerProviders(
  documents: MailDocuments,
  { links, hover, outline, folding }: Providers,
): vscode.Disposable {
  const register = () =>
    vscode.Disposable.from(
      vscode.languages.registerDocumentLinkProvider(documents.selector, links),
      vscode.languages.registerHoverProvider(documents.selector, hover),
      vscode.languages.registerDocumentSymbolProvider(documents.selector, outline, { label: 'NDR Lens' }),
      vscode.languages.registerFoldingRangeProvider(documents.selector, folding),
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
