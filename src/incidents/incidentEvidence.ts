import * as vscode from 'vscode';
import { isOfKind, type TenantFacts } from '../core/tenant/facts';
import type { IncidentEvidence } from '../core/verify/incidentValues';
import type { Bounces } from '../documents/bounces';
import type { ReadingFeature } from '../reading/createReading';
import type { Scans } from '../scanning/scans';
import type { Feature } from '../shared/feature';

/** What is known in this window of the incident at hand: the logs scanned, the bounce that is open, and the exports imported. */
export class IncidentEvidenceReader {
  constructor(
    private readonly reading: Feature<ReadingFeature>,
    private readonly scans: Scans,
    private readonly tenantFacts: () => Promise<TenantFacts>,
  ) {}

  async read(): Promise<IncidentEvidence> {
    const { bounces } = await this.reading.load();
    // Read first: what is open and in sight may change while the exports are read.
    const known = { summary: this.scans.snapshot?.summary, bounce: openBounce(bounces) };
    const { exports } = await this.tenantFacts();
    const ownDomains = exports.flatMap((each) =>
      isOfKind(each, 'accepted-domains') ? each.rows.map(({ domain }) => domain) : [],
    );
    return { ...known, ownDomains };
  }
}

/** The active document's, or else that of another editor in sight. */
function openBounce(bounces: Bounces): IncidentEvidence['bounce'] {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  for (const editor of [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors]) {
    const bounce = bounces.in(editor.document);
    if (bounce) return { culprit: bounce.culprit, time: bounce.ndr.time };
  }
  return undefined;
}
