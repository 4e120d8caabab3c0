import * as vscode from 'vscode';

/** The language that this extension contributes, for no file of its own accord. */
const language = 'eml';
/** What VS Code takes a file for that nobody claims. */
const unclaimed = 'plaintext';

/**
 * Colours `*.eml` documents that no other extension claims and no setting assigns. Each document is looked at once, so
 * that whoever sets it back to plain text keeps it.
 */
export class MailLanguage implements vscode.Disposable {
  private readonly seen = new WeakSet<vscode.TextDocument>();
  private readonly subscription = vscode.workspace.onDidOpenTextDocument((document) => this.look(document));

  constructor() {
    for (const document of vscode.workspace.textDocuments) this.look(document);
  }

  private look(document: vscode.TextDocument): void {
    if (this.seen.has(document) || !/\.eml$/i.test(document.uri.path)) return;
    this.seen.add(document);
    if (document.languageId !== unclaimed || isAssigned(document)) return;
    // Refused only for a document that was closed meanwhile, and that one needs no colours.
    vscode.languages.setTextDocumentLanguage(document, language).then(undefined, () => undefined);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** True where the user's settings say what such a file is, though it be plain text. */
function isAssigned(document: vscode.TextDocument): boolean {
  const globs = vscode.workspace
    .getConfiguration('files', document)
    .get<Record<string, string>>('associations');
  return Object.keys(globs ?? {}).some(
    (glob) => vscode.languages.match({ pattern: glob.includes('/') ? glob : `**/${glob}` }, document) > 0,
  );
}
