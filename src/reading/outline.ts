import * as vscode from 'vscode';
import type { OutlineRow, RowKind } from '../core/mail/outline';
import type { Range } from '../core/mail/view';
import type { Structures } from '../documents/structures';

const kinds: Readonly<Record<RowKind, vscode.SymbolKind>> = {
  message: vscode.SymbolKind.Package,
  multipart: vscode.SymbolKind.Module,
  text: vscode.SymbolKind.String,
  data: vscode.SymbolKind.File,
  field: vscode.SymbolKind.Field,
};

/** Shows the parts of a message in the outline, the breadcrumbs and the list of symbols. */
export class MailOutlineProvider implements vscode.DocumentSymbolProvider {
  constructor(private readonly structures: Structures) {}

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] | undefined {
    const structure = this.structures.of(document);
    return structure?.outline.map((row) => symbolFor(document, row));
  }
}

function symbolFor(document: vscode.TextDocument, row: OutlineRow): vscode.DocumentSymbol {
  const range = ({ start, end }: Range) =>
    new vscode.Range(document.positionAt(start), document.positionAt(end));
  const symbol = new vscode.DocumentSymbol(
    row.name,
    row.detail,
    kinds[row.kind],
    range(row.range),
    range(row.selection),
  );
  symbol.children = row.children.map((child) => symbolFor(document, child));
  return symbol;
}
