import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Incident } from '../src/core/incident/incident';
import { incidentJson } from '../src/core/incident/write';

/** Leaves an incident file where a window will find it. */
export function writeIncident(path: string, incident: Incident): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, incidentJson(incident));
}
