import { basename, posix } from 'node:path';
import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import {
  Excerpt,
  earlierRange,
  type FilePlace,
  type LineRange,
  type ReadLines,
  rangeAround,
} from '../core/search/excerpt';
import { excerptScheme } from '../documents/excerptScheme';
import { commandIds } from '../shared/commandIds';
import { fileUri, pathOf } from '../shared/filePaths';
import { countText } from '../shared/mailCounts';
import type { ExcerptReader } from './excerptReader';

/** How a place is shown: how long the code is that stands there, in UTF-16 units, and where. */
interface ShownAt extends Pick<vscode.TextDocumentShowOptions, 'viewColumn' | 'preserveFocus'> {
  readonly length: number;
}

/** Stretches of files as read-only documents, which grow on demand. */
export class Excerpts implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly known = new Map<string, Excerpt>();
  /** The names of files in archives, which an address does not keep as they are on Windows. */
  private readonly names = new Map<string, string>();
  private readonly subscription = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    this.known.delete(uri.toString());
    this.names.delete(uri.toString());
  });

  /** @param changed told which document has more lines now */
  constructor(
    private readonly reader: ExcerptReader,
    private readonly changed: (uri: vscode.Uri) => void,
  ) {}

  /** The text of an excerpt, by its address. */
  async content(uri: vscode.Uri): Promise<string> {
    const excerpt = this.known.get(uri.toString()) ?? (await this.begin(uri));
    return excerpt.text(titleOf(uri, excerpt));
  }

  /** Shows a place of a file, in an excerpt that is open already where one holds it. */
  async open(path: string, place: FilePlace, { length, ...shown }: ShownAt): Promise<void> {
    const uri = this.openAt(path, place) ?? uriOf(path, place);
    this.names.set(uri.toString(), path);
    const document = await vscode.workspace.openTextDocument(uri);
    const excerpt = this.known.get(uri.toString()) ?? (await this.begin(uri));
    const { line, character } = excerpt.positionOf(place);
    const selection = document.validateRange(new vscode.Range(line, character, line, character + length));
    const editor = await vscode.window.showTextDocument(document, {
      ...shown,
      preview: true,
    });
    editor.selection = new vscode.Selection(selection.start, selection.end);
    // The start of the line, where the time and the queue ID stand, and not its middle.
    const start = new vscode.Position(line, 0);
    editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenter);
  }

  /** The number in the file of a line of a document, which is counted from 0. */
  numberOf(uri: vscode.Uri, line: number): number | undefined {
    return this.known.get(uri.toString())?.numberOf(line);
  }

  /** The file and the line, counted from 1, behind a line of an excerpt, which is counted from 0. */
  sourceOf(uri: vscode.Uri, line: number): { readonly file: string; readonly line: number } | undefined {
    const excerpt = this.known.get(uri.toString());
    return excerpt && { file: this.nameOf(uri), line: excerpt.lineAt(line) };
  }

  /** Adds lines at an end of the excerpt that is in front. */
  async grow(end: 'earlier' | 'later'): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const uri = editor?.document.uri;
    const excerpt = uri && this.known.get(uri.toString());
    if (!editor || !uri || !excerpt) return;
    const range = end === 'earlier' ? earlierRange(excerpt.first) : excerpt.laterRange();
    if (!range) {
      void vscode.window.showInformationMessage(vscode.l10n.t('The file has no more lines there.'));
      return;
    }
    const read = await this.read(uri, range);
    const grown = end === 'earlier' ? excerpt.withEarlier(range, read) : excerpt.withLater(read);
    this.known.set(uri.toString(), grown);
    const keepsPlace = keepPlace(editor, excerpt.first - grown.first);
    this.changed(uri);
    await keepsPlace;
  }

  provideCodeLenses({ uri, lineCount }: vscode.TextDocument): vscode.CodeLens[] {
    const excerpt = this.known.get(uri.toString());
    if (!excerpt) return [];
    const lens = (line: number, title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(line, 0, line, 0), { title, command });
    const earlier = earlierRange(excerpt.first);
    const later = excerpt.laterRange();
    return [
      ...(earlier ? [lens(0, earlierTitle(earlier), commandIds.showEarlierLines)] : []),
      ...(later ? [lens(lineCount - 1, laterTitle(later), commandIds.showLaterLines)] : []),
    ];
  }

  private nameOf(uri: vscode.Uri): string {
    return this.names.get(uri.toString()) ?? pathOf(fileOf(uri));
  }

  private read(uri: vscode.Uri, range: LineRange): Thenable<ReadLines> {
    const path = this.nameOf(uri);
    const title = vscode.l10n.t('Reading {0}', printable(basename(path)));
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      this.reader.read(path, range, placeOf(uri)),
    );
  }

  private async begin(uri: vscode.Uri): Promise<Excerpt> {
    const place = placeOf(uri);
    const range = rangeAround(place);
    const read = await this.read(uri, range);
    const excerpt = Excerpt.of(range, place, read);
    this.known.set(uri.toString(), excerpt);
    return excerpt;
  }

  private openAt(path: string, place: FilePlace): vscode.Uri | undefined {
    const { path: wanted } = uriOf(path, place);
    return vscode.workspace.textDocuments.find(
      ({ uri }) =>
        uri.scheme === excerptScheme &&
        uri.path === wanted &&
        this.known.get(uri.toString())?.covers(place) === true,
    )?.uri;
  }

  dispose(): void {
    this.subscription.dispose();
  }
}

/** Waits for the next text of a document and moves the cursor and what is in sight along with the lines they were on. */
async function keepPlace(editor: vscode.TextEditor, lines: number): Promise<void> {
  const { document } = editor;
  // As it is before: VS Code may keep the place itself, or leave the cursor on any line of the new text.
  const { anchor, active } = editor.selection;
  const [visible] = editor.visibleRanges;
  await new Promise<void>((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((change) => {
      if (change.document !== document) return;
      subscription.dispose();
      resolve();
    });
  });
  const moved = (position: vscode.Position) => position.translate(position.line === 0 ? 0 : lines);
  editor.selection = new vscode.Selection(moved(anchor), moved(active));
  if (visible && lines > 0)
    editor.revealRange(
      new vscode.Range(visible.start.translate(lines), visible.start.translate(lines)),
      vscode.TextEditorRevealType.AtTop,
    );
}

/** The name in its tab says that it is not the file. */
function uriOf(path: string, { line, column }: FilePlace): vscode.Uri {
  const file = fileUri(path);
  const name = `(${vscode.l10n.t('excerpt')}) ${posix.basename(file.path)}`;
  return file.with({
    ...{ scheme: excerptScheme, query: `${line}:${column}` },
    path: posix.join(posix.dirname(file.path), name),
  });
}

function fileOf(uri: vscode.Uri): vscode.Uri {
  return uri.with({
    scheme: 'file',
    query: '',
    path: uri.path.replace(/\/\((?:excerpt|estratto)\) ([^/]*)$/, '/$1'),
  });
}

/** Reads the place from an address, which anyone may have written. */
function placeOf({ query }: vscode.Uri): FilePlace {
  const [, line = '1', column = '1'] = /^(\d{1,12}):(\d{1,12})$/.exec(query) ?? [];
  return { line: Math.max(1, Number(line)), column: Math.max(1, Number(column)) };
}

function titleOf(uri: vscode.Uri, { first, last, lines, isEnd }: Excerpt): string {
  const path = printable(pathOf(fileOf(uri)));
  if (lines.length === 0) return vscode.l10n.t('NDR Lens: the file no longer has this line: {0}', path);
  const range = vscode.l10n.t('NDR Lens: lines {0} to {1} of {2}', countText(first), countText(last), path);
  return isEnd ? vscode.l10n.t('{0} (end of the file)', range) : range;
}

function earlierTitle({ count }: LineRange): string {
  return vscode.l10n.t('Show {0} Earlier Lines', countText(count));
}

function laterTitle({ count }: LineRange): string {
  return vscode.l10n.t('Show {0} Later Lines', countText(count));
}
