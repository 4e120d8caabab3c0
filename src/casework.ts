import { caseReportCommands } from './commands/caseReportCommands';
import { findingCommands } from './commands/findingCommands';
import { type IncidentServices, incidentCommands } from './commands/incidentCommands';
import type { Knowledge } from './knowledgeLoader';
import type { Problems } from './problems';
import type { Scans } from './scans/scans';

export { IncidentDiagnostics } from './incidents/incidentDiagnostics';
export { setAside, tellArchived, tellInvalid, tellWhere } from './incidents/incidentMessages';

/** What working on an incident takes; all of it is there from the start. */
export interface CaseworkServices extends IncidentServices {
  readonly knowledge: Knowledge;
  readonly problems: Problems;
  /** Left out where nothing scans; then the report rests on the numbers kept with the incident. */
  readonly scans?: Pick<Scans, 'snapshot'>;
}

/** The commands about incidents, findings and the case for Support; a bundle of its own, read with the first of them. */
export function createCasework(
  services: CaseworkServices,
): Readonly<Record<string, (argument?: unknown) => unknown>> {
  return { ...incidentCommands(services), ...findingCommands(services), ...caseReportCommands(services) };
}
