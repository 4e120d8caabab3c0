import { fillPlaces } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { listText, numberText } from '../code/numbers';
import { printable } from '../code/printable';
import { shownTime } from '../code/shownTime';
import type { Finding } from '../incident/finding';
import { timeText } from '../tenant/factSet';
import type { ExportKind, TenantExport, UnreadableColumn } from '../tenant/facts';
import { kindReaders } from '../tenant/kinds';
import type { Refusal } from '../tenant/reading';
import { fillFinding, findingTexts } from './findingText';
import { rules } from './index';
import { sourceUrl } from './sources';

/** Pages that a finding's rule rests on, https; none where the rule is not known here. */
export function sourcesOf({ rule }: Finding): string[] {
  return rules.find(({ id }) => id === rule)?.sources.map(sourceUrl) ?? [];
}

/** What was read of an export, what was kept, and what could not be understood. */
export function importText(read: TenantExport, language: Language): string {
  return [beginning(read, language), ...importNotes(read, language)].join(' ');
}

/** What has to be known of a reading: what could not be understood, and how dates were read. None where all went well. */
export function importNotes(
  { rowCount, skipped, dropped, unreadable, dateOrder }: TenantExport,
  language: Language,
): string[] {
  const texts = findingTexts[language];
  return [
    ...(skipped > 0
      ? [fillFinding(texts['imported.skipped'], { count: numberText(skipped, language) })]
      : []),
    ...(dropped > 0
      ? [fillFinding(texts['imported.dropped'], { count: numberText(dropped, language) })]
      : []),
    ...(rowCount > 0 && skipped >= rowCount ? [texts['imported.nothing']] : []),
    ...(unreadable
      ? [fillFinding(texts['imported.unreadable'], { columns: columnList(unreadable, language) })]
      : []),
    ...(dateOrder ? [texts[`imported.${dateOrder}`]] : []),
  ];
}

function beginning(
  { kind, source, rows, rowCount, skipped, askedAt }: TenantExport,
  language: Language,
): string {
  const texts = findingTexts[language];
  const values = { kind: kindName(kind, language), file: fileName(source.file) };
  if (rowCount > 0 || skipped > 0)
    return fillFinding(texts.imported, {
      ...values,
      kept: numberText(rows.length, language),
      rows: numberText(rowCount, language),
    });
  if (askedAt === undefined) return fillFinding(texts['imported.empty'], values);
  return fillFinding(texts['imported.empty.at'], {
    ...values,
    at: shownTime(timeText(askedAt), language),
  });
}

function columnList(columns: readonly UnreadableColumn[], language: Language): string {
  return listText(
    columns.map(({ column, rows }) => `${column} (${numberText(rows, language)})`),
    language,
  );
}

/** Why an export was not read, and what was expected. */
export function refusalText(file: string, refusal: Refusal, language: Language): string {
  const texts = findingTexts[language];
  const kinds = new Intl.ListFormat(language, { type: 'disjunction' }).format(
    kindReaders.map(({ kind }) => kindName(kind, language)).sort(),
  );
  const values = { file: fileName(file), kinds };
  if (refusal.reason !== 'unknown') return fillWhole(texts[`refusal.${refusal.reason}`], values);
  return fillWhole(texts['refusal.columns'], { ...values, columns: listText(refusal.columns, language) });
}

export function kindName(kind: ExportKind, language: Language): string {
  return findingTexts[language][`kind.${kind}`];
}

/** The last part of a path; messages have little room. */
function fileName(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function fillWhole(text: string, values: Readonly<Record<string, string>>): string {
  return fillPlaces(text, values, printable);
}
