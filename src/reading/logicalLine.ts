import * as vscode from 'vscode';
import { logicalLine, logicalLineReach } from '../core/code/logicalLine';
import type { StatusCodeHit } from '../core/code/statusCode';

/** The same as `logicalLine` of the core, in an open document, of which only what stands around the hit is taken. */
export function logicalLineIn(
  document: vscode.TextDocument,
  { start, end }: Pick<StatusCodeHit, 'start' | 'end'>,
): { text: string; offset: number } {
  const first = document.positionAt(start - logicalLineReach);
  const from = document.offsetAt(first);
  const around = document.getText(new vscode.Range(first, document.positionAt(end + logicalLineReach)));
  const { text, offset } = logicalLine(around, { start: start - from, end: end - from });
  return { text, offset: from + offset };
}
