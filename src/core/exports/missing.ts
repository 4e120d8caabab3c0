import { type CauseKind, causeKinds } from '../diagnosis/cause';
import { causes } from '../diagnosis/causes';
import type { Diagnosis } from '../diagnosis/diagnosis';
import { answerKind, isAnswered } from '../tenant/answers';
import type { ExportKind, TenantFacts } from '../tenant/facts';
import type { QueryId } from '../verify/texts';

/** A kind of export that no file was of, though it would decide about causes. */
export interface MissingKind {
  readonly kind: ExportKind;
  /** Those that fetch it, the one that decides most first. */
  readonly queries: readonly QueryId[];
  /** What it decides about, the likeliest first. */
  readonly causes: readonly CauseKind[];
}

/** What is known of a block by what was read so far. */
export interface Known {
  readonly tenant: TenantFacts;
  readonly diagnosis: Diagnosis;
  /** The codes that were met; with none, any code may be behind it. */
  readonly codes: readonly string[];
}

/** What is missing for the conclusion: what would decide about the causes that fit, the likeliest first. */
export function missingKinds({ tenant, diagnosis, codes }: Known): MissingKind[] {
  const missing = new Map<ExportKind, { queries: Set<QueryId>; causes: Set<CauseKind> }>();
  for (const cause of fittingCauses(diagnosis, codes))
    for (const query of causes[cause].decidedBy) {
      const kind = answerKind(query);
      if (kind === undefined || isAnswered(tenant, query)) continue;
      const known = missing.get(kind) ?? { queries: new Set(), causes: new Set() };
      missing.set(kind, known);
      known.queries.add(query);
      known.causes.add(cause);
    }
  return [...missing].map(([kind, each]) => ({
    kind,
    queries: [...each.queries],
    causes: [...each.causes],
  }));
}

/** Those that a diagnosis names come first; of the others, those that Microsoft gives one of the codes for. */
function fittingCauses({ causes: named, tenants }: Diagnosis, codes: readonly string[]): Set<CauseKind> {
  const ranked = [...named, ...tenants.flatMap((tenant) => tenant.causes)].map(({ kind }) => kind);
  const fits = (kind: CauseKind) => codes.length === 0 || codes.some((code) => code in causes[kind].codes);
  return new Set([...ranked, ...causeKinds.filter(fits)]);
}
