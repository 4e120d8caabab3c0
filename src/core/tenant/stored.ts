import { type ExportKind, noFacts, type TenantExport, type TenantFacts } from './facts';
import { kindReaders } from './kinds';

/** Facts of an earlier version lack what rules ask for; their exports have to be imported again. */
const version = 2;

/** Longest file of facts that is written, in UTF-16 units; the earliest exports give way. */
const longestFile = 64 * 1024 * 1024;

/** Stored facts that cannot be read; `message` says what is wrong with them, for the log. */
export class DamagedFactsError extends Error {
  override readonly name = 'DamagedFactsError';
}

/** The facts as they are stored. */
export function factsJson({ exports }: TenantFacts): string {
  const texts = exports.map((each) => JSON.stringify(each));
  let length = 0;
  let from = texts.length;
  while (from > 0 && length + (texts[from - 1]?.length ?? 0) <= longestFile) {
    from -= 1;
    length += texts[from]?.length ?? 0;
  }
  return `{"version":${version},"exports":[\n${texts.slice(from).join(',\n')}\n]}\n`;
}

/**
 * Reads what was stored.
 * @throws DamagedFactsError when it is none of a version known here
 */
export function parseFacts(json: string): TenantFacts {
  let stored: unknown;
  try {
    stored = JSON.parse(json);
  } catch (error) {
    throw new DamagedFactsError(`not JSON: ${String(error)}`);
  }
  if (!isRecord(stored)) throw new DamagedFactsError('not an object');
  if (stored.version !== version) throw new DamagedFactsError(`unknown version ${String(stored.version)}`);
  if (!Array.isArray(stored.exports) || !stored.exports.every(isExport))
    throw new DamagedFactsError('"exports" is not a list of exports');
  return stored.exports.length === 0 ? noFacts : { exports: stored.exports };
}

const kinds: ReadonlySet<unknown> = new Set<ExportKind>(kindReaders.map(({ kind }) => kind));

/** The rows were written by this program; what they hold is told apart by the kind. */
function isExport(value: unknown): value is TenantExport {
  return (
    isRecord(value) &&
    kinds.has(value.kind) &&
    isRecord(value.source) &&
    typeof value.source.file === 'string' &&
    typeof value.rowCount === 'number' &&
    Array.isArray(value.columnsRead) &&
    Array.isArray(value.rows) &&
    value.rows.every((row) => isRecord(row) && typeof row.line === 'number')
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
