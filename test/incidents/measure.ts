import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeIncident } from './folder';
import type { Incident } from './generate';
import { type CheckFinding, type Diagnosis, scoreOf } from './score';
import type { Scored } from './summary';

/** The files of an incident, where they lie. */
export interface Paths {
  readonly folder: string;
  /** Answers of the tenant, among them traces. */
  readonly exports: readonly string[];
  /** Logs, traces and bounces. */
  readonly logs: readonly string[];
}

export interface Judgement {
  readonly diagnosis: Diagnosis;
  readonly findings: readonly CheckFinding[];
}

/** Lays each incident into a folder of its own, lets it be judged, and scores the judgement by what is true. */
export async function measure(
  incidents: Iterable<Incident>,
  judge: (paths: Paths, zone: string) => Promise<Judgement>,
): Promise<Scored[]> {
  const scored: Scored[] = [];
  for (const incident of incidents) {
    const { truth } = incident;
    const folder = await mkdtemp(join(tmpdir(), 'ndr-lens-incident-'));
    try {
      const paths = await writeIncident(folder, incident);
      const { diagnosis, findings } = await judge({ folder, ...paths }, truth.zone);
      scored.push({ truth, score: scoreOf(truth, diagnosis, findings) });
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  return scored;
}
