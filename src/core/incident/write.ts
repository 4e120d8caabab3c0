import type { Incident } from './incident';
import { ordered } from './order';

/** Widest line that holds a whole entry; a longer entry takes a line for each part. */
const width = 160;

/**
 * An incident as its file has it: a line for each entry, everything in one order, so that git merges what two people did.
 * Empty collections are left out.
 */
export function incidentJson(incident: Incident): string {
  const entries = Object.entries(ordered(incident)).filter(([, value]) => !isEmpty(value));
  return `{\n${entries.map(([key, value]) => `  ${JSON.stringify(key)}: ${printed(value, 2)}`).join(',\n')}\n}\n`;
}

/** A collection always opens up; what is in it only where it is too wide. */
function printed(value: unknown, depth: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const flat = depth > 2 ? onOneLine(value) : undefined;
  if (flat !== undefined && flat.length + depth <= width) return flat;
  const margin = ' '.repeat(depth + 2);
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return `[\n${value.map((each) => margin + printed(each, depth + 2)).join(',\n')}\n${' '.repeat(depth)}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return '{}';
  const lines = entries.map(([key, each]) => `${margin}${JSON.stringify(key)}: ${printed(each, depth + 2)}`);
  return `{\n${lines.join(',\n')}\n${' '.repeat(depth)}}`;
}

function onOneLine(value: object): string | undefined {
  // The lines of a note stay lines.
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  const parts = Object.entries(value).map(([key, each]) => {
    const part = typeof each === 'object' && each !== null ? onOneLine(each) : JSON.stringify(each);
    return part === undefined ? undefined : `${JSON.stringify(key)}: ${part}`;
  });
  if (parts.length === 0) return '{}';
  return parts.includes(undefined) ? undefined : `{ ${parts.join(', ')} }`;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
