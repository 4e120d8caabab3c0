import * as vscode from 'vscode';
import type { ShownDiagnosis } from '../core/dashboard/diagnosisView';

/** Where whoever concludes puts the diagnosis, for the dashboard to show. */
export class DiagnosisBoard implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private current: ShownDiagnosis | undefined;

  /** Undefined where nothing is known to be blocked. */
  get shown(): ShownDiagnosis | undefined {
    return this.current;
  }

  show(diagnosis: ShownDiagnosis | undefined): void {
    this.current = diagnosis;
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
