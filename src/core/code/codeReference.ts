import { isStatusCode } from './statusCode';

/** A code and, where it was met in a document, the place. Plain data: it travels in links and in saved state. */
export interface CodeReference {
  readonly code: string;
  readonly place?: {
    readonly uri: string;
    /** From 0, as the editor's API counts. */
    readonly line: number;
    readonly character: number;
  };
}

/** Reads a reference from a link or saved state, which anyone may have written; undefined when it is none. */
export function parseReference(value: unknown): CodeReference | undefined {
  if (typeof value !== 'object' || value === null || !('code' in value) || !isStatusCode(value.code))
    return undefined;
  const place = 'place' in value ? parsePlace(value.place) : undefined;
  return place ? { code: value.code, place } : { code: value.code };
}

/** True when both mean the same code at the same place. */
export function isSameReference(one: CodeReference, other: CodeReference): boolean {
  return (
    one.code === other.code &&
    one.place?.uri === other.place?.uri &&
    one.place?.line === other.place?.line &&
    one.place?.character === other.place?.character
  );
}

function parsePlace(value: unknown): CodeReference['place'] {
  if (typeof value !== 'object' || value === null) return undefined;
  const { uri, line, character } = value as Record<string, unknown>;
  if (typeof uri !== 'string' || !isCount(line) || !isCount(character)) return undefined;
  return { uri, line, character };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
