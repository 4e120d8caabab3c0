import * as vscode from 'vscode';
import { type CodeReference, isSameReference, parseReference } from '../core/code/codeReference';
import { isStatusCode } from '../core/code/statusCode';
import type { Hits } from '../documents/hits';
import type { PanelContent, PanelMessage, ShowMessage } from '../messages/explanationMessages';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { panelHtml } from '../shared/panelHtml';
import type { Problems } from '../shared/problems';
import { explanationViewType } from './explanationViewType';
import type { PanelContentReader } from './panelContent';

/** The one panel that explains the selected code, beside the editor. */
export class ExplanationPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private content: PanelContent | undefined;
  /** Counts what was asked for, so that a slow answer to an earlier question is dropped. */
  private request = 0;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly knowledge: Knowledge,
    private readonly reader: PanelContentReader,
    private readonly hits: Hits,
    private readonly problems: Problems,
  ) {}

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Opens the panel, or brings it to the front. Unless told otherwise, the editor keeps the focus where a code in it is explained. */
  async show(reference: CodeReference, takesFocus = reference.place === undefined): Promise<void> {
    const preserveFocus = !takesFocus;
    if (this.panel) this.panel.reveal(undefined, preserveFocus);
    else {
      this.adopt(this.create(preserveFocus));
      keepInSight(reference);
    }
    await this.load(reference);
  }

  /** Shows another code in the open panel and leaves it where it is. */
  async update(reference: CodeReference): Promise<void> {
    const same = this.content !== undefined && isSameReference(this.content.reference, reference);
    if (this.panel && !same) await this.load(reference);
  }

  /** Shows what has changed outside of the code and its document, such as the ticks of the steps. */
  async refresh(): Promise<void> {
    if (this.panel && this.content) await this.load(this.content.reference);
  }

  private async load(reference: CodeReference): Promise<void> {
    const request = ++this.request;
    const content = await this.reader.read(reference);
    if (request === this.request) this.post(content);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    this.adopt(panel);
    const saved =
      typeof state === 'object' && state !== null && 'reference' in state ? state.reference : undefined;
    const reference = parseReference(saved);
    if (reference) await this.update(reference);
    else panel.dispose();
  }

  private create(preserveFocus: boolean): vscode.WebviewPanel {
    return vscode.window.createWebviewPanel(
      explanationViewType,
      vscode.l10n.t('NDR Explanation'),
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus },
      {},
    );
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: ['dist', 'media'].map((folder) => vscode.Uri.joinPath(this.extensionUri, folder)),
    };
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media', 'icon.png');
    panel.webview.onDidReceiveMessage((message: PanelMessage) =>
      this.problems.attempt(() => this.receive(message)),
    );
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.content = undefined;
      this.request += 1;
    });
    panel.webview.html = panelHtml(panel.webview, this.extensionUri, this.knowledge.language, 'explanation');
  }

  private post(content: PanelContent): void {
    this.content = content;
    if (!this.panel) return;
    this.panel.title = vscode.l10n.t('{0} explained', content.reference.code);
    const message: ShowMessage = { type: 'show', content };
    void this.panel.webview.postMessage(message);
  }

  private receive(message: PanelMessage): unknown {
    switch (message.type) {
      case 'ready':
        return this.content && this.post(this.content);
      case 'reveal':
        return this.reveal();
      case 'revealProof': {
        const range = this.content?.culprit?.[message.row]?.proof?.range;
        return range && this.revealOffsets(range);
      }
      case 'openChecklist':
        return vscode.commands.executeCommand(commandIds.openChecklist, {
          code: this.content?.reference.code,
          step: message.step,
        });
      case 'explain':
        return isStatusCode(message.code) ? this.update({ code: message.code }) : undefined;
    }
  }

  /** Jumps back to the place the code was met at. */
  private async reveal(): Promise<void> {
    const place = this.content?.reference.place;
    if (place) await this.select(place.uri, (document) => this.hits.rangeAt(document, placeRange(place)));
  }

  /** Jumps to a stretch of the document the code was met in. */
  private async revealOffsets({
    start,
    end,
  }: {
    readonly start: number;
    readonly end: number;
  }): Promise<void> {
    const place = this.content?.reference.place;
    if (!place) return;
    await this.select(
      place.uri,
      (document) => new vscode.Range(document.positionAt(start), document.positionAt(end)),
    );
  }

  private async select(uri: string, rangeIn: (document: vscode.TextDocument) => vscode.Range): Promise<void> {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    const open = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
    const viewColumn = open?.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(document, { selection: rangeIn(document), viewColumn });
  }

  dispose(): void {
    this.panel?.dispose();
  }
}

/** Opening a panel beside an editor makes that narrower, which may push the code out of it. */
function keepInSight({ place }: CodeReference): void {
  if (!place) return;
  const editor = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === place.uri,
  );
  editor?.revealRange(placeRange(place), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function placeRange(place: NonNullable<CodeReference['place']>): vscode.Range {
  const start = new vscode.Position(place.line, place.character);
  return new vscode.Range(start, start.translate(0, '5.7.7xx'.length));
}
