import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import {
  type ChecklistState,
  DamagedChecklistError,
  emptyChecklist,
  parseChecklist,
} from '../core/checklist/state';
import type { Problems } from '../problems';
import { workspaceIdentity } from '../workspaceIdentity';

/** Told after each change, with the state as it is now. */
type Listener = (state: ChecklistState) => void;

/**
 * Where the checklist of this window's workspace is kept; windows without a folder share one.
 *
 * Not in the storage that VS Code gives each workspace: an extension host that starts while the one before still ends, as
 * after a crash or a quick reload, is given another folder there, and would find no ticks.
 */
export function checklistFile(globalStorage: vscode.Uri): string {
  return join(globalStorage.fsPath, 'checklists', `${workspaceIdentity()}.json`);
}

/**
 * The checklist's state in a file of its own.
 *
 * It is written before a click has been worked off, and by the system, not by VS Code's storage service, which
 * would write later: a tick must outlive a crash right after it.
 */
export class ChecklistStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ChecklistState>();
  private current: ChecklistState = emptyChecklist;

  constructor(
    private readonly file: string,
    private readonly problems: Problems,
  ) {
    this.current = this.read();
  }

  get state(): ChecklistState {
    return this.current;
  }

  onDidChange(listener: Listener): vscode.Disposable {
    return this.changed.event(listener);
  }

  /** Applies a change to what is stored now, which another window may have changed since this one looked. */
  update(change: (state: ChecklistState) => ChecklistState): void {
    this.current = change(this.read());
    this.write();
    this.changed.fire(this.current);
  }

  /** Looks again at what is stored. */
  refresh(): void {
    const before = JSON.stringify(this.current);
    this.current = this.read();
    if (JSON.stringify(this.current) !== before) this.changed.fire(this.current);
  }

  private read(): ChecklistState {
    let json: string;
    try {
      json = readFileSync(this.file, 'utf8');
    } catch (error) {
      if (isNotFound(error)) return emptyChecklist;
      throw error;
    }
    try {
      return parseChecklist(json);
    } catch (error) {
      if (!(error instanceof DamagedChecklistError)) throw error;
      this.setAside(error);
      return emptyChecklist;
    }
  }

  /** Keeps a file that cannot be read under another name: what is in it may be all that is left of the ticks. */
  private setAside(error: DamagedChecklistError): void {
    const aside = this.file.replace(/\.json$/, `.damaged-${Date.now()}.json`);
    renameSync(this.file, aside);
    this.problems.show(
      vscode.l10n.t(
        'The saved checklist could not be read. It was kept as {0}, and a new one was started.',
        aside,
      ),
      error,
    );
  }

  /** Replaces the file in one move, so that a crash leaves the old or the new state and never half of one. */
  private write(): void {
    const draft = `${this.file}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.file), { recursive: true });
      writeFileSync(draft, `${JSON.stringify(this.current, undefined, 2)}\n`, { flush: true });
      renameSync(draft, this.file);
    } catch (error) {
      this.problems.show(
        vscode.l10n.t('The checklist could not be saved. Is the disk full or read-only?'),
        error,
      );
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
