import type { ExportKind, Row, TenantExport } from '../../../../src/core/tenant/facts';
import { isOfKind } from '../../../../src/core/tenant/facts';
import { type Refusal, TenantReading } from '../../../../src/core/tenant/reading';

/** Reads a text that comes in pieces of a length, in UTF-16 units. */
export function readPieces(text: string, length: number): Omit<TenantExport, 'source'> | Refusal {
  const reading = new TenantReading();
  for (let at = 0; at < text.length && !reading.isHopeless; at += length)
    reading.push(text.slice(at, at + length));
  return reading.end();
}

/** The export that a text is. */
export function exportOf(text: string, file = 'export'): TenantExport {
  const read = readPieces(text, 1 << 17);
  if ('reason' in read) throw new Error(`refused: ${JSON.stringify(read)}`);
  return { ...read, source: { file, sha256: file } };
}

/** The rows of a text that has to be of a kind. */
export function rowsOf<Kind extends ExportKind>(kind: Kind, text: string): readonly Row<Kind>[] {
  const read = exportOf(text);
  if (!isOfKind(read, kind)) throw new Error(`read as ${read.kind}`);
  return read.rows;
}
