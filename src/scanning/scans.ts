import type * as vscode from 'vscode';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';

/** What has been scanned in this window, for whoever shows it or draws conclusions from it. */
export interface Scans {
  /** Undefined until the first scan. */
  readonly snapshot: ScanSnapshot | undefined;
  /** Told while a scan runs, a few times a second at most, and at its end. */
  onDidChange(listener: (snapshot: ScanSnapshot | undefined) => void): vscode.Disposable;
}
