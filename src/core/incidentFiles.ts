/**
 * What reads, checks and writes incident files, in a bundle of its own: a window without an incident never needs it.
 */
export { DamagedChecklistError } from './checklist/state';
export { IncidentDocument } from './incident/incidentDocument';
export { IncidentFiles } from './incident/incidentFile';
export { incidentFromChecklist } from './incident/migrate';
export { InvalidIncidentError, UnfitIncidentError } from './incident/problem';
export { moveFile } from './replaceFile';
