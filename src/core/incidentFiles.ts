/**
 * What reads, checks and writes incident files, in a bundle of its own: a window without an incident never needs it.
 */
export { loadIncident, saveIncident } from './incident/incidentFile';
export { incidentFromChecklist } from './incident/migrate';
export { mergeIncidents } from './incident/merge';
export { incidentJson } from './incident/write';
