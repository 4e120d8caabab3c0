import * as vscode from 'vscode';
import type { Bounces } from '../documents/bounces';
import { MessageContents } from '../documents/messageContents';
import type { MessageReader } from '../documents/messageReader';
import { readableNdrScheme } from '../documents/readableNdrScheme';
import type { Knowledge } from '../shared/knowledge';
import type { Problems } from '../shared/problems';

/** Shows bounces as a person wants to read them, in read-only documents that follow the raw ones. */
export class ReadableNdrs implements vscode.Disposable {
  private readonly contents: MessageContents;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly bounces: Bounces,
    messages: MessageReader,
    private readonly knowledge: Knowledge,
    private readonly changed: (uri: vscode.Uri) => void,
    problems: Problems,
  ) {
    this.contents = new MessageContents(
      (document) => messages.read(document),
      (document) => this.follow(document),
      problems,
    );
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.follow(document)),
      // VS Code does not hear of a change while the document opens, and the mail may have been decoded meanwhile.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme === readableNdrScheme) this.changed(uri);
      }),
    );
  }

  /** What stands in the document of such an address. */
  async content(uri: vscode.Uri): Promise<string> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri.query, true));
    const bounce = this.bounces.in(document);
    const { readableNdr } = await this.knowledge.load();
    return bounce
      ? readableNdr(bounce.ndr, bounce.culprit, this.knowledge.language, this.contents.of(document))
      : vscode.l10n.t('This message is not a bounce that NDR Lens can read.');
  }

  /** Opens the readable form of a bounce beside it. */
  async open(raw: vscode.Uri): Promise<void> {
    const document = await vscode.workspace.openTextDocument(raw);
    if (!this.bounces.in(document)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('This message is not a bounce that NDR Lens can read.'),
      );
      return;
    }
    await this.show(raw, vscode.ViewColumn.Beside);
  }

  /** Shows the readable form of what is known to be a bounce. */
  async show(raw: vscode.Uri, viewColumn: vscode.ViewColumn): Promise<void> {
    const readable = await vscode.workspace.openTextDocument(readableUri(raw));
    await vscode.window.showTextDocument(readable, { viewColumn, preview: true });
  }

  private follow(document: vscode.TextDocument): void {
    const readable = readableUri(document.uri).toString();
    const isShown = vscode.workspace.textDocuments.some(({ uri }) => uri.toString() === readable);
    if (isShown) this.changed(readableUri(document.uri));
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

function readableUri(raw: vscode.Uri): vscode.Uri {
  const name = raw.path.slice(raw.path.lastIndexOf('/') + 1);
  return vscode.Uri.from({ scheme: readableNdrScheme, path: `/${name}.ndr`, query: raw.toString() });
}
