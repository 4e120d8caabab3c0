type IncidentFiles = typeof import('./core/incidentFiles');

let loaded: IncidentFiles | undefined;

/** What reads and writes incident files, loaded with the first one. At once: a tick is on the disk when its click has been worked off. */
export function incidentFiles(): IncidentFiles {
  loaded ??= require('./core/incidentFiles') as IncidentFiles;
  return loaded;
}
