import type { Language } from '../catalogue/language';
import type { Finding } from '../incident/finding';
import { excerpt, printable } from '../printable';
import { clipboardName } from '../tenant/factSet';
import type { ExportKind, TenantExport } from '../tenant/facts';
import { kindReaders } from '../tenant/kinds';
import type { Refusal } from '../tenant/reading';
import en from './content/en.json';
import it from './content/it.json';
import { rules } from './index';
import { sourceUrl } from './sources';

/** Key of a text about findings and imports. English defines the set; the other languages must match it. */
type FindingTextId = keyof typeof en;

export const findingTexts: Readonly<Record<Language, Readonly<Record<FindingTextId, string>>>> = { en, it };

/** A finding in words. Values from files are fit to show (see `printable`); the whole still has to be escaped. */
export interface FindingText {
  readonly title: string;
  readonly reason: string;
  readonly severity: string;
  /** Pages that the rule rests on, https. */
  readonly sources: readonly string[];
}

/** Longest value in a sentence, in UTF-16 units. */
const longestValue = 200;

/** A finding of a rule that is no longer known, as an older file may hold, shows its own name and subject. */
export function findingText(finding: Finding, language: Language): FindingText {
  const { rule, subject, values, severity } = finding;
  const say = (part: 'title' | 'reason') => {
    const id = `${rule}.${part}`;
    if (isTextId(id)) return fill(findingTexts[language][id], { ...values, subject });
    return part === 'title' ? shown(`${rule}: ${subject}`) : '';
  };
  return {
    title: say('title'),
    reason: say('reason'),
    severity: findingTexts[language][`severity.${severity}`],
    sources: rules.find(({ id }) => id === rule)?.sources.map(sourceUrl) ?? [],
  };
}

/** What was read of an export, and what was kept. */
export function importText(
  { kind, source, rows, rowCount, skipped, dropped }: TenantExport,
  language: Language,
): string {
  const texts = findingTexts[language];
  const number = (count: number) => new Intl.NumberFormat(language).format(count);
  const sentences = [
    fill(texts.imported, {
      kind: kindName(kind, language),
      file: fileName(source.file),
      kept: number(rows.length),
      rows: number(rowCount),
    }),
    ...(skipped > 0 ? [fill(texts['imported.skipped'], { count: number(skipped) })] : []),
    ...(dropped > 0 ? [fill(texts['imported.dropped'], { count: number(dropped) })] : []),
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

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    Object.hasOwn(values, name) ? shown(values[name] || '–') : place,
  );
}

function fillWhole(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => printable(values[name] ?? place));
}

function shown(value: string): string {
  return printable(excerpt(value, 0, 0, longestValue));
}

function isTextId(id: string): id is FindingTextId {
  return Object.hasOwn(en, id);
}
