import { gzipSync } from 'node:zlib';
import type { Mail } from '../model';
import type { Random } from '../random';
import type { IncidentFile } from './file';

/** A line of a log without its stamp, and the mail whose refusal it tells. */
export interface LogLine {
  readonly time: number;
  readonly text: string;
  readonly refused?: Mail | undefined;
}

/**
 * The lines in order of time, as a log that is turned over: `mail.log` and, mostly, an older part beside it, which may be
 * compressed.
 */
export function logFiles(
  lines: readonly LogLine[],
  name: string,
  random: Random,
  stamped: (line: LogLine) => string,
): IncidentFile[] {
  const ordered = [...lines].sort((left, right) => left.time - right.time);
  const cut =
    ordered.length < 40 || random.chance(0.4) ? 0 : Math.floor(ordered.length * (0.3 + random.next() * 0.4));
  const file = (part: readonly LogLine[], called: string): IncidentFile[] => {
    if (part.length === 0) return [];
    const text = Buffer.from(part.map((line) => `${stamped(line)}\n`).join(''));
    const bytes = called.endsWith('.gz') ? gzipSync(text) : text;
    return [{ name: called, bytes, refused: part.flatMap(({ refused }) => refused ?? []) }];
  };
  const older = random.pick([`${name}.1`, `${name}.1`, `${name}.2.gz`]);
  return [...file(ordered.slice(cut), name), ...file(ordered.slice(0, cut), older)];
}
