import { existsSync, type FSWatcher, watch } from 'node:fs';
import * as vscode from 'vscode';
import type { IncidentPlaces } from './incidentPlaces';

/** Milliseconds to wait for what else changes: an editor that saves may truncate a file before it writes it. */
const pause = 100;

/** Tells when incident files change: by another window, by hand, by git. */
export class IncidentWatch implements vscode.Disposable {
  private readonly folders = new Map<string, FSWatcher>();
  private readonly created: vscode.Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: IncidentPlaces,
    private readonly changed: () => void,
  ) {
    const later = () => this.later();
    this.created = places.patterns().flatMap((pattern) => {
      const watcher = vscode.workspace.createFileSystemWatcher(pattern);
      return [watcher, watcher.onDidChange(later), watcher.onDidCreate(later), watcher.onDidDelete(later)];
    });
    this.follow();
  }

  /**
   * Watches the folders that are there by now. VS Code's own watcher says when one comes to be, but inside a workspace it
   * leaves out what `files.watcherExclude` names, and says nothing at all where its native part is missing.
   */
  follow(): void {
    for (const folder of this.places.folders()) {
      const isThere = existsSync(folder);
      if (!isThere) this.leave(folder);
      if (!isThere || this.folders.has(folder)) continue;
      const watcher = watch(folder, { persistent: false }, () => this.later());
      watcher.on('error', () => this.leave(folder));
      this.folders.set(folder, watcher);
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.changed, pause);
  }

  private leave(folder: string): void {
    this.folders.get(folder)?.close();
    this.folders.delete(folder);
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const watcher of this.folders.values()) watcher.close();
    vscode.Disposable.from(...this.created).dispose();
  }
}
