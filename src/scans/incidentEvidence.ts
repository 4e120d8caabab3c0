import * as vscode from 'vscode';
import type { IncidentEvidence } from '../core/verify/incidentValues';
import type { Bounces } from '../editor/bounces';
import type { ReadingFeature } from '../reading/createReading';
import type { Feature } from '../shared/feature';
import type { Scans } from './scans';

/** What is known in this window of the incident at hand: the logs scanned, and the bounce that is open. */
export class IncidentEvidenceReader {
  constructor(
    private readonly reading: Feature<ReadingFeature>,
    private readonly scans: Scans,
  ) {}

  async read(): Promise<IncidentEvidence> {
    const { bounces } = await this.reading.load();
    return { summary: this.scans.snapshot?.summary, bounce: openBounce(bounces) };
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
