import * as vscode from 'vscode';
import type { IncidentEvidence } from '../core/verify/incidentValues';
import type { Bounces } from '../editor/bounces';
import type { Scans } from './scans';

/** What is known in this window of the incident at hand: the logs scanned, and the bounce that is open. */
export class IncidentEvidenceReader {
  constructor(
    private readonly bounces: Bounces,
    private readonly scans: Scans,
  ) {}

  read(): IncidentEvidence {
    return { summary: this.scans.snapshot?.summary, bounce: this.openBounce() };
  }

  /** The active document's, or else that of another editor in sight. */
  private openBounce(): IncidentEvidence['bounce'] {
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    for (const editor of [...(activeTextEditor ? [activeTextEditor] : []), ...visibleTextEditors]) {
      const bounce = this.bounces.in(editor.document);
      if (bounce) return { culprit: bounce.culprit, time: bounce.ndr.time };
    }
    return undefined;
  }
}
