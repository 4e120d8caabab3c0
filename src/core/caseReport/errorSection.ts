import type { PeriodCounts, ScanCounts } from '../incident/incident';
import { scanCounts } from '../incident/scanCounts';
import { incidentParagraph } from '../logs/figures/incidentText';
import type { Block } from './blocks';
import type { CaseKnowledge, CaseMaterial, CaseWishes } from './material';
import type { Say } from './texts';

/** Periods in the table and the picture: a month of days, or more than a day of hours. */
const mostPeriods = 31;
/** From so many days on, days say more than hours. */
const enoughDays = 4;

/** The numbers that the report rests on: of the scan at hand, or those kept with the incident. */
export function countsOf({ incident, snapshot }: CaseMaterial, now: Date): ScanCounts | undefined {
  return snapshot ? scanCounts(snapshot.summary, now) : incident.scan;
}

/** The error and its counts over time. */
export function errorSection(
  material: CaseMaterial,
  { codeEntry, fill, texts }: CaseKnowledge,
  { language, now }: CaseWishes,
  say: Say,
): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: say('error.title') };
  const counts = countsOf(material, now);
  if (!counts) return [heading, { kind: 'paragraph', text: say('error.none') }];
  const at = say.time(counts.at);
  const codes = Object.entries(counts.codes).sort(([, one], [, other]) => other.blocked - one.blocked);
  if (codes.length === 0) return [heading, { kind: 'paragraph', text: say('error.empty', { at }) }];
  return [
    heading,
    ...(material.snapshot
      ? [{ kind: 'paragraph' as const, text: incidentParagraph(material.snapshot.summary, language) }]
      : []),
    { kind: 'paragraph', text: say('error.taken', { at }) },
    {
      kind: 'table',
      columns: (['code', 'meaning', 'blocked', 'first', 'last'] as const).map((name) =>
        say(`column.${name}`),
      ),
      rows: codes.map(([code, { blocked, first, last }]) => [
        code,
        fill(texts[codeEntry(code).name.text], code),
        blocked,
        timeOr(first, say),
        timeOr(last, say),
      ]),
    },
    ...overTime(counts, say),
  ];
}

function overTime({ days, hours }: ScanCounts, say: Say): Block[] {
  const byDay = Object.keys(days).length >= enoughDays || Object.keys(hours).length === 0;
  const all = Object.entries(byDay ? days : hours).sort(
    ([one], [other]) => Date.parse(one) - Date.parse(other),
  );
  if (all.length === 0) return [];
  const told = all.slice(-mostPeriods);
  const codes = [...new Set(told.flatMap(([, counts]) => Object.keys(counts)))].sort();
  const title = say(byDay ? 'error.perDay' : 'error.perHour');
  const left = all.length - told.length;
  const label = (start: string) => say.time(start, byDay ? 'day' : 'minute');
  return [
    { kind: 'heading', level: 3, text: title },
    {
      kind: 'bars',
      title,
      bars: told.map(([start, counts]) => ({ label: label(start), value: sum(counts) })),
    },
    {
      kind: 'table',
      columns: [say('column.start'), ...codes],
      rows: told.map(([start, counts]) => [label(start), ...codes.map((code) => counts[code] ?? 0)]),
    },
    ...(left > 0 ? [{ kind: 'paragraph' as const, text: say('error.earlier', { count: left }) }] : []),
  ];
}

function sum(counts: PeriodCounts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function timeOr(time: string | undefined, say: Say): string {
  return time === undefined ? say('unknown') : say.time(time);
}
