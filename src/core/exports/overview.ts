import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { printable } from '../code/printable';
import { diagnosisTexts } from '../diagnosis/texts';
import { importNotes, kindName } from '../findings/texts';
import type { ExportKind, TenantExport } from '../tenant/facts';
import type { Refusal } from '../tenant/reading';
import { answerForms, commandText } from '../verify/command';
import type { IncidentValues } from '../verify/incidentValues';
import { queries } from '../verify/queries';
import { verifyTexts } from '../verify/texts';
import { type Known, type MissingKind, missingKinds } from './missing';
import { exportTexts } from './texts';

/** A file of which nothing could be made, and why: it is no export that is known, or the system said something. */
export interface UnreadFile {
  readonly file: string;
  readonly refusal: Refusal | { readonly reason: 'failed'; readonly said: string };
}

/** What was given, and what is known by it. */
export interface GivenFiles extends Known {
  /** Of files that are no export: logs, mails and the like, which were read as such. */
  readonly others: readonly string[];
  readonly unread: readonly UnreadFile[];
  /** What queries are filled with. */
  readonly values: IncidentValues;
}

/** An export in words. Texts are fit to show (see `printable`); still to be escaped. */
export interface FoundExport {
  readonly file: string;
  readonly kind: ExportKind;
  readonly name: string;
  readonly rows: number;
  readonly kept: number;
  /** ISO 8601 in UTC, whole seconds. */
  readonly first?: string | undefined;
  readonly last?: string | undefined;
  /** What could not be understood, and how dates were read. */
  readonly notes: readonly string[];
}

/** A query that fetches what is missing. */
export interface FetchingQuery {
  readonly id: string;
  readonly title: string;
  /** Where it runs. */
  readonly where: string;
  /** Its text; several lines. */
  readonly command: string;
}

/** A kind of export that is missing. */
export interface MissingExport {
  readonly kind: ExportKind;
  readonly name: string;
  /** What it decides about. */
  readonly causes: readonly string[];
  readonly queries: readonly FetchingQuery[];
}

/** What a set of exports holds, and what it lacks for the conclusion. */
export interface ExportsOverview {
  readonly found: readonly FoundExport[];
  readonly others: readonly string[];
  readonly unread: readonly { readonly file: string; readonly reason: string }[];
  readonly missing: readonly MissingExport[];
}

export function exportsOverview(given: GivenFiles, language: Language): ExportsOverview {
  return {
    found: given.tenant.exports.map((each) => foundExport(each, language)),
    others: given.others.map(printable),
    unread: given.unread.map(({ file, refusal }) => ({
      file: printable(file),
      reason: reasonOf(refusal, language),
    })),
    missing: missingKinds(given).map((each) => missingExport(each, given.values, language)),
  };
}

function foundExport(read: TenantExport, language: Language): FoundExport {
  const { kind, source, rowCount, rows, period } = read;
  return {
    file: printable(source.file),
    kind,
    name: kindName(kind, language),
    rows: rowCount,
    kept: rows.length,
    first: period && timeOf(period.first),
    last: period && timeOf(period.last),
    notes: importNotes(read, language),
  };
}

function reasonOf(refusal: UnreadFile['refusal'], language: Language): string {
  const text = exportTexts[language][`refused.${refusal.reason}`];
  const said = 'said' in refusal ? [refusal.said] : 'columns' in refusal ? refusal.columns : [];
  return fillPlaces(text, { said: said.join(', ') }, printable);
}

/** A time that no calendar has is none. */
function timeOf(at: number): string | undefined {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d{3}Z$/, 'Z');
}

function missingExport(
  { kind, causes, queries: ids }: MissingKind,
  values: IncidentValues,
  language: Language,
): MissingExport {
  const texts = verifyTexts[language];
  return {
    kind,
    name: kindName(kind, language),
    causes: causes.map((cause) => diagnosisTexts[language][`short.${cause}`]),
    queries: queries
      .filter(({ id }) => ids.includes(id))
      .sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id))
      .map((query) => ({
        id: query.id,
        title: texts[query.title.text],
        where: texts[`kind.${query.kind}`],
        command: commandText(query, values, answerForms(query).includes('json') ? 'json' : 'screen'),
      })),
  };
}
