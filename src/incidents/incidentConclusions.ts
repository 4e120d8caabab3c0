import { addEvidence } from '../core/incident/incident';
import { scanCounts } from '../core/incident/scanCounts';
import type { Conclusions, FindingsTarget } from '../core/incident/target';
import type { IncidentSummary } from '../core/logs/figures/summary';
import type { IncidentStore } from './incidentStore';

/** What scans and rules say about the incident at hand, kept in it. */
export class IncidentConclusions implements FindingsTarget {
  constructor(private readonly store: IncidentStore) {}

  async conclude({ findings, evidence }: Conclusions): Promise<void> {
    const { incident, isOpen } = this.store;
    const known = new Set(incident.evidence.map((each) => JSON.stringify(each)));
    const isRead = evidence.some((each) => !known.has(JSON.stringify(each)));
    const isOther = findings !== undefined && JSON.stringify(incident.findings) !== JSON.stringify(findings);
    // A person who imports is told where nothing may be changed; rules that conclude are not.
    if (isRead || (isOther && isOpen))
      await this.store.edit((each) => addEvidence(findings ? { ...each, findings } : each, evidence));
  }

  /** Keeps the numbers of a scan, in an incident that begins later where there is none yet. */
  async setScan(summary: IncidentSummary): Promise<void> {
    const scan = scanCounts(summary, new Date());
    if (!this.store.isBegun) this.store.firstScan = scan;
    else if (this.store.isOpen) await this.store.edit((incident) => ({ ...incident, scan }));
  }
}
