import type { StepId } from '../knowledge/types';
import type { Finding, Severity } from './finding';
import { type Act, type Incident, logged } from './incident';
import { setTicks } from './ticks';

const gravest: readonly Severity[] = ['critical', 'warning', 'information'];

/** The gravest first; equally grave ones in the order of their ids. */
function byGravity(one: Finding, other: Finding): number {
  return (
    gravest.indexOf(one.severity) - gravest.indexOf(other.severity) ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  );
}

export function isDismissed(
  { dismissed }: Pick<Incident, 'dismissed'>,
  { id }: Pick<Finding, 'id'>,
): boolean {
  return Object.hasOwn(dismissed, id);
}

/** A step's findings: those that count first, the gravest of them first, then the dismissed ones. */
export function findingsOf(incident: Incident, step: StepId): Finding[] {
  const own = incident.findings.filter((finding) => finding.step === step).sort(byGravity);
  return [
    ...own.filter((finding) => !isDismissed(incident, finding)),
    ...own.filter((finding) => isDismissed(incident, finding)),
  ];
}

/** What speaks against a step's being done: critical findings and warnings that nobody has dismissed. */
export function standing(incident: Incident, step?: StepId): Finding[] {
  return incident.findings
    .filter(
      (finding) =>
        (step === undefined || finding.step === step) &&
        finding.severity !== 'information' &&
        !isDismissed(incident, finding),
    )
    .sort(byGravity);
}

export function dismiss(incident: Incident, { id }: Pick<Finding, 'id'>, reason: string, by: Act): Incident {
  const dismissed = { ...incident.dismissed, [id]: { ...by, reason } };
  return logged({ ...incident, dismissed }, { ...by, what: 'finding-dismissed', subject: id });
}

export function restore(incident: Incident, { id }: Pick<Finding, 'id'>, by: Act): Incident {
  if (!isDismissed(incident, { id })) return incident;
  const { [id]: _, ...dismissed } = incident.dismissed;
  return logged({ ...incident, dismissed }, { ...by, what: 'finding-restored', subject: id });
}

/** Takes a finding's word for it that its step is done. */
export function accept(
  incident: Incident,
  { id }: Pick<Finding, 'id'>,
  keys: readonly string[],
  by: Act,
): Incident {
  const ticked = setTicks(
    incident,
    keys.map((key) => [key, true] as const),
    by,
  );
  return logged(ticked, { ...by, what: 'finding-accepted', subject: id });
}
