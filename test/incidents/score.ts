import type { Culprit, Truth } from './truth';

/** What `ndr-lens diagnose --json` prints, as far as it is scored. */
export interface Diagnosis {
  readonly causes: readonly {
    readonly kind: string;
    readonly culprits: readonly { readonly type: string; readonly name: string }[];
    /** 0 to 1. */
    readonly confidence: number;
  }[];
  readonly blocked: number;
  readonly first?: string | null | undefined;
  readonly last?: string | null | undefined;
  readonly codes: readonly string[];
}

/** One line of `ndr-lens check --json`, as far as it is scored. */
export interface CheckFinding {
  readonly severity: string;
  readonly subject: string;
}

export interface Score {
  /** The true kind is the best cause; where nothing is wrong or nobody can know, no cause is claimed with confidence. */
  readonly causeFirst: boolean;
  /** Every culprit is named by one of the causes; where nobody did it, nobody is accused by the best one. */
  readonly culpritNamed: boolean;
  /** Names that the diagnosis accuses and must not. */
  readonly accused: readonly string[];
  /** Findings of the check against the innocent; in a healthy tenant, all findings of that severity. */
  readonly critical: readonly string[];
  readonly warning: readonly string[];
  readonly blocked: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly codes: boolean;
}

/** From here on, a cause is claimed and no longer supposed. */
export const confident = 0.5;
/** A bounce is written, and a failure traced, some seconds after the refusal. */
const tolerance = 120_000;

/** Judges the output of both commands by what is true. Pure. */
export function scoreOf(truth: Truth, diagnosis: Diagnosis, findings: readonly CheckFinding[]): Score {
  const [best] = diagnosis.causes;
  const open = truth.kind === 'healthy' || truth.kind === 'unknown';
  return {
    causeFirst: open ? (best?.confidence ?? 0) < confident : best?.kind === truth.kind,
    culpritNamed: open || culpritsNamed(truth.culprits, diagnosis),
    accused: diagnosis.causes
      .filter(({ confidence }) => confidence >= confident)
      .flatMap(({ culprits }) => culprits.map(({ name }) => name))
      .filter((name) => accuses(truth, name)),
    critical: against(truth, findings, 'critical'),
    warning: against(truth, findings, 'warning'),
    blocked: diagnosis.blocked === truth.blocked,
    first: sameTime(diagnosis.first, truth.first),
    last: sameTime(diagnosis.last, truth.last),
    codes: [...diagnosis.codes].sort().join() === truth.codes.join(),
  };
}

function culpritsNamed(culprits: readonly Culprit[], { causes }: Diagnosis): boolean {
  const named = causes.flatMap((cause) => cause.culprits);
  return culprits.every((culprit) => {
    if (named.some(({ name }) => isMeant(culprit, name))) return true;
    return culprit.type === 'none' && (causes[0]?.culprits ?? []).every(({ type }) => type === 'none');
  });
}

const isMeant = ({ name, aliases }: Culprit, text: string) =>
  [name, ...aliases].some((each) => mentions(text, each));

function against(truth: Truth, findings: readonly CheckFinding[], severity: string): string[] {
  return findings
    .filter((finding) => finding.severity === severity)
    .map(({ subject }) => subject)
    .filter((subject) => truth.kind === 'healthy' || accuses(truth, subject));
}

/** A text that names an innocent, and neither a culprit nor one of those who may be named. */
function accuses({ innocents, culprits, neutral }: Truth, text: string): boolean {
  if (culprits.some((culprit) => isMeant(culprit, text)) || neutral.some((name) => mentions(text, name)))
    return false;
  return innocents.some((name) => mentions(text, name) || mentions(text, mailboxOf(name)));
}

/** Exchange calls a mailbox by what stands before the at sign. */
const mailboxOf = (name: string) => name.split('@')[0] ?? name;

/** Whole, not as a part of a longer name; a domain also in the addresses of its people. */
export function mentions(text: string, name: string): boolean {
  const [where, what] = [text.toLowerCase(), name.toLowerCase()];
  if (what === '') return false;
  const ownsAddresses = !what.includes('@');
  for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + 1))
    if (!isPart(where[at - 1], ownsAddresses) && !isPart(where[at + what.length], false)) return true;
  return false;
}

const isPart = (sign: string | undefined, mayFollowAt: boolean) =>
  sign !== undefined && /[\p{L}\p{N}._@-]/u.test(sign) && !(mayFollowAt && sign === '@');

function sameTime(printed: string | null | undefined, expected: string | undefined): boolean {
  if (expected === undefined) return printed === undefined || printed === null;
  const time = Date.parse(printed ?? '');
  return Math.abs(time - Date.parse(expected)) <= tolerance;
}
