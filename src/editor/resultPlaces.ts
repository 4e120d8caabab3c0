import { open, stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { ResultPlace } from '../views/resultNodes';
import type { Excerpts } from './excerpts';
import type { Hits } from './hits';
import { syncLimit } from './syncLimit';

/** Opens the places that results lead to. */
export class ResultPlaces {
  constructor(
    private readonly hits: Hits,
    private readonly excerpts: Excerpts,
  ) {}

  /** Selects a place in the editor, which leaves the focus in the results; in an excerpt where the editor cannot help. */
  async open({ file, line, column, code = '' }: ResultPlace): Promise<void> {
    if (await needsExcerpt(file)) {
      await this.excerpts.open(file, { line, column }, code.length);
      return;
    }
    const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
    const start = new vscode.Position(line - 1, column - 1);
    const written = new vscode.Range(start, start.translate(0, code.length));
    await vscode.window.showTextDocument(document, {
      selection: this.hits.rangeAt(document, written),
      preview: true,
      preserveFocus: true,
    });
  }
}

/** True for what is packed, and for files from which VS Code keeps extensions out. */
async function needsExcerpt(path: string): Promise<boolean> {
  if ((await stat(path)).size > syncLimit) return true;
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}
