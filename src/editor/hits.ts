import * as vscode from 'vscode';
import { findStatusCodes, type StatusCodeHit } from '../core/statusCode';

/** The status codes of open documents, each document version scanned once for all who ask. */
export class Hits {
  private readonly known = new WeakMap<
    vscode.TextDocument,
    { version: number; hits: readonly StatusCodeHit[] }
  >();

  in(document: vscode.TextDocument): readonly StatusCodeHit[] {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.hits;
    const hits = findStatusCodes(document.getText());
    this.known.set(document, { version: document.version, hits });
    return hits;
  }

  /** The hit that a position touches, its end included: a cursor right behind the code is at the code. */
  at(document: vscode.TextDocument, position: vscode.Position): StatusCodeHit | undefined {
    const offset = document.offsetAt(position);
    return this.in(document).find((hit) => hit.start <= offset && offset <= hit.end);
  }
}

/** Where a hit stands in its document. */
export function rangeOf(document: vscode.TextDocument, hit: StatusCodeHit): vscode.Range {
  return new vscode.Range(document.positionAt(hit.start), document.positionAt(hit.end));
}
