import type * as vscode from 'vscode';

/**
 * What is known of each open document in its present version, found out once for all who ask. A document is the one of
 * its address for as long as it is open; what is known of it goes when it is closed.
 */
export class PerVersion<Known> {
  private readonly known = new WeakMap<vscode.TextDocument, { version: number; value: Known }>();

  constructor(private readonly find: (document: vscode.TextDocument) => Known) {}

  of(document: vscode.TextDocument): Known {
    const known = this.known.get(document);
    if (known?.version === document.version) return known.value;
    const value = this.find(document);
    this.known.set(document, { version: document.version, value });
    return value;
  }
}
