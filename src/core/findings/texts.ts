import type { Language } from '../catalogue/language';
import { fillPlaces } from '../fillPlaces';
import type { Finding } from '../incident/finding';
import { printable } from '../printable';
import { clipboardName } from '../tenant/factSet';
import type { ExportKind, TenantExport } from '../tenant/facts';
import { kindReaders } from '../tenant/kinds';
import type { Refusal } from '../tenant/reading';
import { fillFinding, findingTexts } from './findingText';
import { rules } from './index';
import { sourceUrl } from './sources';

/** Pages that a finding's rule rests on, https; none where the rule is not known here. */
export function sourcesOf({ rule }: Finding): string[] {
  return rules.find(({ id }) => id === rule)?.sources.map(sourceUrl) ?? [];
}

/** What was read of an export, and what was kept. */
export function importText(
  { kind, source, rows, rowCount, skipped, dropped }: TenantExport,
  language: Language,
): string {
  const texts = findingTexts[language];
  const number = (count: number) => new Intl.NumberFormat(language).format(count);
  const sentences = [
    fillFinding(texts.imported, {
      kind: kindName(kind, language),
      file: fileName(source.file),
      kept: number(rows.length),
      rows: number(rowCount),
    }),
    ...(skipped > 0 ? [fillFinding(texts['imported.skipped'], { count: number(skipped) })] : []),
    ...(dropped > 0 ? [fillFinding(texts['imported.dropped'], { count: number(dropped) })] : []),
  ];
  return sentences.join(' ');
}

/** Why an export was not read, and what was expected. */
export function refusalText(file: string, refusal: Refusal, language: Language): string {
  const texts = findingTexts[language];
  const kinds = new Intl.ListFormat(language, { type: 'disjunction' }).format(
    kindReaders.map(({ kind }) => kindName(kind, language)).sort(),
  );
  const values = { file: fileName(file), kinds };
  if (refusal.reason !== 'unknown') return fillWhole(texts[`refusal.${refusal.reason}`], values);
  return fillWhole(texts['refusal.columns'], { ...values, columns: refusal.columns.join(', ') });
}

export function kindName(kind: ExportKind, language: Language): string {
  return findingTexts[language][`kind.${kind}`];
}

/** The last part of a path; messages have little room. */
function fileName(file: string): string {
  return file === clipboardName
    ? clipboardName
    : file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
}

function fillWhole(text: string, values: Readonly<Record<string, string>>): string {
  return fillPlaces(text, values, printable);
}
