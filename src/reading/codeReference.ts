import * as vscode from 'vscode';
import type { CodeReference } from '../core/code/codeReference';
import type { StatusCodeHit } from '../core/code/statusCode';

/** The reference that stands for a hit in an open document. */
export function referenceTo(document: vscode.TextDocument, hit: StatusCodeHit): CodeReference {
  const { line, character } = document.positionAt(hit.start);
  return { code: hit.code, place: { uri: document.uri.toString(), line, character } };
}

/** A link to one of our commands, for Markdown and document links. */
export function commandUri(command: string, argument: unknown): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([argument]) });
}
