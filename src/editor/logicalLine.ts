import type * as vscode from 'vscode';
import type { StatusCodeHit } from '../core/statusCode';

/** How much text on either side of a hit is looked at, in UTF-16 units: lines of a megabyte exist. */
const reach = 2000;
/** More continuation lines than any diagnostic code has. */
const mostLines = 8;

/**
 * The line a hit stands on, joined with the lines that continue it as a folded header field (RFC 5322 §2.2.3), as
 * diagnostic codes in a delivery status are.
 * @returns the text, line breaks turned into blanks, and the document offset at which it starts
 */
export function logicalLine(
  document: vscode.TextDocument,
  hit: Pick<StatusCodeHit, 'start' | 'end'>,
): { text: string; offset: number } {
  const lineNumber = document.positionAt(hit.start).line;
  const line = document.lineAt(lineNumber);
  const lineStart = document.offsetAt(line.range.start);
  const from = Math.max(0, hit.start - lineStart - reach);
  let text = line.text.slice(from, hit.end - lineStart + reach);
  if (continuesField(line.text))
    for (let next = lineNumber + 1; next < Math.min(document.lineCount, lineNumber + mostLines); next += 1) {
      const following = document.lineAt(next).text.slice(0, reach);
      if (!/^[ \t]+\S/.test(following)) break;
      text += ` ${following.trim()}`;
    }
  return { text, offset: lineStart + from };
}

/** True for a header field's first line, and for a line that itself continues one. */
function continuesField(line: string): boolean {
  return /^(?:[!-9;-~]+:|[ \t]+\S)/.test(line.slice(0, reach));
}
