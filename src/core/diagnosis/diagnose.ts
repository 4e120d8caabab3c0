import type { Circumstances } from '../findings/rule';
import { evidenceKey } from '../incident/finding';
import { isAnswered } from '../tenant/answers';
import type { QueryId } from '../verify/texts';
import { type CauseKind, causeKinds, type NamedCulprit, type Observation } from './cause';
import { causes as descriptions, otherCode } from './causes';
import type { Cause, Diagnosis, Judgement, SeenSign, TenantJudgement } from './diagnosis';
import { type Picture, picturesOf } from './picture';
import { type SignId, signs } from './signs';
import { storyOf } from './story';
import { mixedTenants } from './tenantParts';

/** Causes that are less likely are not worth a line. */
const leastConfidence = 0.1;
/** Signs are judgements, and none makes a cause certain; what one file alone says, nothing else confirms. */
const [mostConfidence, mostOfOneFile] = [0.98, 0.9];
const mostCauses = 5;
/** Codes that causes are known for. */
const explained: ReadonlySet<string> = new Set(
  Object.values(descriptions).flatMap(({ codes }) => Object.keys(codes)),
);
/** Log-odds from which a cause would be believed if nothing competed with it: three to one. */
const believed = Math.log(3);
/** Break-ins, of which one does not exclude another. */
const breakIns: ReadonlySet<CauseKind> = new Set([
  'compromised-user',
  'rogue-connector',
  'malicious-app',
  'stolen-smtp-login',
]);
/** Places that prove a cause. */
const mostEvidence = 12;
/** Culprits of one cause whose signs weigh nearly the same stand together. */
const nearly = 0.3;
const nearlyOfSeveral = 1.3;

interface Candidate {
  readonly kind: CauseKind;
  readonly culprits: readonly NamedCulprit[];
  /** Log-odds. */
  readonly score: number;
  readonly seen: readonly SeenSign[];
}

/**
 * Ranks what may have led to the block, the likeliest first. Causes compete: a strong one leaves little to the others, and what nobody
 * knows competes too. The same circumstances give the same causes.
 * @returns no causes where nothing was blocked, or where nothing speaks for anything
 */
export function diagnose(circumstances: Circumstances): Diagnosis {
  for (const steps = diagnoseInSteps(circumstances); ; ) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, one sign at a time, so that who asks can do other work between. */
export function* diagnoseInSteps(circumstances: Circumstances): Generator<void, Diagnosis> {
  const mixed = mixedTenants(circumstances);
  yield;
  if (!mixed) return { ...(yield* judge(circumstances)), tenants: [], tenantCount: 0 };
  const tenants: TenantJudgement[] = [];
  for (const { domains, blocked, circumstances: own } of mixed.parts)
    tenants.push({ domains, blocked, ...(yield* judge(own)) });
  return { causes: [], story: [], tenants, tenantCount: mixed.count };
}

/** What is behind the block of one tenant. */
function* judge(circumstances: Circumstances): Generator<void, Judgement> {
  const ranked: { readonly cause: Cause; readonly picture: Picture }[] = [];
  const pictures = picturesOf(circumstances, explained);
  for (const picture of pictures)
    for (const cause of yield* causesIn(picture)) ranked.push({ cause, picture });
  ranked.sort((one, other) => other.cause.confidence - one.cause.confidence);
  const [first] = ranked;
  const picture = first?.picture ?? pictures[0];
  if (!picture) return { causes: [], story: [] };
  const causes = withQueries(eachKindOnce(ranked.map(({ cause }) => cause)), circumstances);
  yield;
  return { causes, story: storyOf(picture, causes) };
}

/** What may be behind the mail of one picture. */
function* causesIn(picture: Picture): Generator<void, Cause[]> {
  const found = new Map<string, Observation[]>();
  for (const [id, sign] of Object.entries(signs)) {
    yield;
    found.set(id, sign(picture));
  }
  const seen = (id: SignId) => found.get(id) ?? [];
  const candidates = causeKinds.flatMap((kind) => bestOf(kind, seen, picture) ?? []);
  const all = candidates.reduce((sum, { score }) => sum + Math.exp(score), 1);
  return candidates.flatMap((candidate) => {
    const confidence = Math.min(mostFor(candidate), Math.exp(candidate.score) / all);
    return confidence >= leastConfidence || isOfItsOwn(candidate, candidates)
      ? [causeOf(candidate, confidence)]
      : [];
  });
}

/** True for a break-in that would be believed if nothing else were known, and of others than what is believed more: a second beside the first. */
function isOfItsOwn({ kind, culprits, score }: Candidate, candidates: readonly Candidate[]): boolean {
  const own = new Set(culprits.map(({ name }) => name.toLowerCase()));
  const likelier = candidates.filter((other) => other.score > score).flatMap((other) => other.culprits);
  return breakIns.has(kind) && score >= believed && !likelier.some(({ name }) => own.has(name.toLowerCase()));
}

function eachKindOnce(ranked: readonly Cause[]): Cause[] {
  const kinds = new Map<CauseKind, Cause>();
  for (const cause of ranked) if (!kinds.has(cause.kind)) kinds.set(cause.kind, cause);
  return [...kinds.values()].slice(0, mostCauses);
}

function withQueries(ranked: readonly Cause[], circumstances: Circumstances): Cause[] {
  const open = (query: QueryId) => !isAnswered(circumstances.tenant, query);
  const rival = ranked[1];
  return ranked.map((cause) => {
    const own = descriptions[cause.kind].decidedBy;
    const others = rival && cause === ranked[0] ? descriptions[rival.kind].decidedBy : [];
    return { ...cause, decidedBy: own.find(open) ?? others.find(open) };
  });
}

/** The culprits of a kind for whom most speaks. */
function bestOf(
  kind: CauseKind,
  seen: (id: SignId) => readonly Observation[],
  { codes }: Picture,
): Candidate | undefined {
  const { types, signs: weights, several, codes: fitting } = descriptions[kind];
  const weighed = Object.entries(weights).flatMap(([id, weight]) =>
    seen(id as SignId).map((observation): SeenSign => ({ ...observation, sign: id as SignId, weight })),
  );
  const speaksOf = ({ culprit }: SeenSign) =>
    culprit && types.includes(culprit.type) ? keyOf(culprit) : undefined;
  const ofAll = weighed.filter((each) => speaksOf(each) === undefined);
  const named = new Map<string, SeenSign[]>();
  for (const each of weighed) {
    const key = speaksOf(each);
    if (key !== undefined) named.set(key, [...(named.get(key) ?? []), each]);
  }
  const priors = [...codes].map((code) => fitting[code] ?? otherCode);
  const prior = priors.length > 0 ? Math.max(...priors) : Math.max(...Object.values(fitting));
  const scored = [...named.values()]
    .filter((own) => own.some(({ weight }) => weight > 0))
    .map((own) => ({ own, score: prior + weightOf([...own, ...ofAll]) }))
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  if (!best) return undefined;
  const together = scored.filter(({ score }) => score >= best.score - (several ? nearlyOfSeveral : nearly));
  return {
    kind,
    culprits: together.flatMap(({ own }) => own[0]?.culprit ?? []),
    score: best.score,
    seen: [...together.flatMap(({ own }) => own), ...ofAll],
  };
}

/** Each sign weighs once, however often it was seen. */
function mostFor({ seen }: Candidate): number {
  const proving = seen.filter(({ weight }) => weight > 0).flatMap(({ evidence }) => evidence);
  return new Set(proving.map(({ file }) => file)).size > 1 ? mostConfidence : mostOfOneFile;
}

function weightOf(seen: readonly SeenSign[]): number {
  const weights = new Map(seen.map(({ sign, weight }) => [sign, weight]));
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

function causeOf({ kind, culprits, seen }: Candidate, confidence: number): Cause {
  const ordered = [...seen].sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight));
  const reasons = ordered.filter(({ weight }) => weight > 0);
  const evidence = new Map(reasons.flatMap((each) => each.evidence).map((each) => [evidenceKey(each), each]));
  return {
    kind,
    culprits,
    confidence,
    reasons,
    against: ordered.filter(({ weight }) => weight < 0),
    evidence: [...evidence.values()].slice(0, mostEvidence),
    decidedBy: undefined,
  };
}

const keyOf = ({ type, name }: NamedCulprit) => `${type}\n${name.toLowerCase()}`;
