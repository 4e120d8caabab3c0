import * as vscode from 'vscode';
import type { Ticks } from '../core/incident/oldChecklist';

/** Where the incident at hand puts its ticks, for other features to show; empty without an incident. */
export class TickBoard implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private current: Ticks = {};

  get ticks(): Ticks {
    return this.current;
  }

  show(ticks: Ticks): void {
    this.current = ticks;
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
