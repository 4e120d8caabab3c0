import * as vscode from 'vscode';
import type { Knowledge } from '../knowledgeLoader';
import type { Problems } from '../problems';
import type { Bounces } from './bounces';
import { MessageContents } from './messageContents';
import type { MessageReader } from './messageReader';

/** Scheme of the documents that show a bounce for people; their query is the address of the raw one. */
export const readableNdrScheme = 'ndr-lens-readable';

/** Shows bounces as a person wants to read them, in read-only documents that follow the raw ones. */
export class ReadableNdrs implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly contents: MessageContents;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly bounces: Bounces,
    messages: MessageReader,
    private readonly knowledge: Knowledge,
    problems: Problems,
  ) {
    this.contents = new MessageContents(
      (document) => messages.read(document),
      (document) => this.follow(document),
      problems,
    );
    this.subscriptions = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(readableNdrScheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      // VS Code does not hear of a change while the document opens, and the mail may have been decoded meanwhile.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme === readableNdrScheme) this.changed.fire(uri);
      }),
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query, true));
    const bounce = this.bounces.in(document);
    const { readableNdr } = await this.knowledge.load();
    return bounce
      ? readableNdr(bounce.ndr, bounce.culprit, this.knowledge.language, this.contents.of(document))
      : vscode.l10n.t('This mail is no bounce that NDR Lens can read.');
  }

  /** Opens the readable form of a bounce beside it. */
  async open(raw: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(raw);
    if (!this.bounces.in(document)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This mail is no bounce that NDR Lens can read.'),
      );
      return;
    }
    const readable = await vscode.workspace.openTextDocument(readableUri(raw));
    await vscode.window.showTextDocument(readable, { viewColumn: vscode.ViewColumn.Beside, preview: true });
  }

  private follow(document: vscode.TextDocument): void {
    const readable = readableUri(document.uri).toString();
    const isShown = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === readable);
    if (isShown) this.changed.fire(readableUri(document.uri));
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.dispose();
  }
}

function readableUri(raw: vscode.Uri): vscode.Uri {
  const name = raw.path.slice(raw.path.lastIndexOf('/') + 1);
  return vscode.Uri.from({ scheme: readableNdrScheme, path: `/${name}.ndr`, query: raw.toString() });
}
