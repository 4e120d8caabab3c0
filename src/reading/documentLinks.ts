import * as vscode from 'vscode';
import type { StatusCodeHit } from '../core/code/statusCode';
import { type Hits, rangeOf } from '../documents/hits';
import { commandIds } from '../shared/commandIds';
import { commandUri, referenceTo } from './codeReference';

/** A link over one code. Its target is made when it is followed, which keeps documents with many codes quick. */
class CodeLink extends vscode.DocumentLink {
  constructor(
    readonly document: vscode.TextDocument,
    readonly hit: StatusCodeHit,
  ) {
    super(rangeOf(document, hit));
    this.tooltip = vscode.l10n.t('Explain {0}', hit.code);
  }
}

/** Makes every status code of a document a link to its explanation. */
export class CodeLinkProvider implements vscode.DocumentLinkProvider<CodeLink> {
  constructor(private readonly hits: Hits) {}

  provideDocumentLinks(document: vscode.TextDocument): CodeLink[] {
    return this.hits.in(document).map((hit) => new CodeLink(document, hit));
  }

  resolveDocumentLink(link: CodeLink): CodeLink {
    link.target = commandUri(commandIds.explain, referenceTo(link.document, link.hit));
    return link;
  }
}
