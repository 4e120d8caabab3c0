import type { Score } from './score';
import type { Truth } from './truth';

export interface Scored {
  readonly truth: Truth;
  readonly score: Score;
}

/** What a run must reach; shares are of 1. */
export const goals = {
  causeFirst: 0.9,
  culpritNamed: 0.97,
  criticals: 0,
  warningsOfHealthyTenant: 1,
  figures: 1,
} as const;

export interface Rates {
  readonly count: number;
  readonly causeFirst: number;
  readonly culpritNamed: number;
  /** Accusations in all, by the diagnosis and by findings of each severity. */
  readonly accused: number;
  readonly criticals: number;
  readonly warnings: number;
  /** The most warnings of one healthy tenant. */
  readonly mostWarnings: number;
  readonly blocked: number;
  readonly first: number;
  readonly last: number;
  readonly codes: number;
}

export function ratesOf(scored: readonly Scored[]): Rates {
  const share = (holds: (score: Score) => boolean) =>
    scored.filter(({ score }) => holds(score)).length / Math.max(1, scored.length);
  const total = (size: (score: Score) => number) => scored.reduce((sum, { score }) => sum + size(score), 0);
  const tenants = scored.filter(({ truth }) => truth.kind === 'healthy');
  return {
    count: scored.length,
    causeFirst: share(({ causeFirst }) => causeFirst),
    culpritNamed: share(({ culpritNamed }) => culpritNamed),
    accused: total(({ accused }) => accused.length),
    criticals: total(({ critical }) => critical.length),
    warnings: total(({ warning }) => warning.length),
    mostWarnings: Math.max(0, ...tenants.map(({ score }) => score.warning.length)),
    blocked: share(({ blocked }) => blocked),
    first: share(({ first }) => first),
    last: share(({ last }) => last),
    codes: share(({ codes }) => codes),
  };
}

/** Which goals a run misses, one sentence each. */
export function missedGoals(scored: readonly Scored[]): string[] {
  const known = ratesOf(scored.filter(({ truth }) => truth.kind !== 'healthy' && truth.kind !== 'unknown'));
  const all = ratesOf(scored);
  const figures = Math.min(all.blocked, all.first, all.last, all.codes);
  return [
    ...(known.causeFirst < goals.causeFirst
      ? [`The true cause is first in ${percent(known.causeFirst)}.`]
      : []),
    ...(known.culpritNamed < goals.culpritNamed
      ? [`The culprit is named in ${percent(known.culpritNamed)}.`]
      : []),
    ...(all.criticals + all.accused > goals.criticals
      ? [`Innocents are accused ${all.criticals + all.accused} times by the diagnosis or at critical.`]
      : []),
    ...(all.mostWarnings > goals.warningsOfHealthyTenant
      ? [`A healthy tenant has ${all.mostWarnings} warnings.`]
      : []),
    ...(figures < goals.figures ? [`The figures are all right in ${percent(figures)} at most.`] : []),
  ];
}

const columns = [
  'n',
  'first',
  'named',
  'accused',
  'critical',
  'warning',
  'blocked',
  'from',
  'until',
  'codes',
];

/** A line a kind, and one for all. */
export function summaryText(scored: readonly Scored[]): string {
  const kinds = [...new Set(scored.map(({ truth }) => truth.kind))];
  const line = (name: string, part: readonly Scored[]) => {
    const rates = ratesOf(part);
    const cells = [
      String(rates.count),
      percent(rates.causeFirst),
      percent(rates.culpritNamed),
      String(rates.accused),
      String(rates.criticals),
      String(rates.warnings),
      ...[rates.blocked, rates.first, rates.last, rates.codes].map(percent),
    ];
    return [name.padEnd(22), ...cells.map((cell) => cell.padStart(9))].join('');
  };
  return [
    ['kind'.padEnd(22), ...columns.map((column) => column.padStart(9))].join(''),
    ...kinds.map((kind) =>
      line(
        kind,
        scored.filter(({ truth }) => truth.kind === kind),
      ),
    ),
    line('all', scored),
  ].join('\n');
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What went wrong in one incident, and how to write it out; undefined where nothing did. */
export function failureText({ truth, score }: Scored): string | undefined {
  const wrong = [
    ...(score.causeFirst ? [] : ['cause']),
    ...(score.culpritNamed ? [] : ['culprit']),
    ...(score.accused.length > 0 ? [`accuses ${score.accused.join(', ')}`] : []),
    ...(score.critical.length > 0 ? [`critical against ${score.critical.join(', ')}`] : []),
    ...(truth.kind === 'healthy' && score.warning.length > goals.warningsOfHealthyTenant
      ? [`${score.warning.length} warnings`]
      : []),
    ...(['blocked', 'first', 'last', 'codes'] as const).filter((figure) => !score[figure]),
  ];
  if (wrong.length === 0) return undefined;
  const undecidable = truth.kind === 'unknown' ? ' --undecidable' : '';
  return `${truth.story}/${truth.variant} (${truth.style}): ${wrong.join('; ')}\n    --write DIR --seed ${truth.seed} --kind ${truth.story}${undecidable}`;
}
