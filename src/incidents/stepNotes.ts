import * as vscode from 'vscode';
import { type Incident, noteOf, setNote } from '../core/incident/incident';
import type { StepId } from '../core/knowledge/types';
import type { IncidentStore } from './incidentStore';
import { noteAddress, noteAt } from './noteAddress';
import { noteScheme } from './noteScheme';

/** Notes of steps as Markdown documents; saving one saves it into its incident. */
export class StepNotes implements vscode.Disposable {
  private readonly subscription: vscode.Disposable;
  private readonly watched = new Map<string, { uri: vscode.Uri; note: string }>();
  /** Grows with each change: VS Code asks for it to see whether its copy is old. */
  private generation = Date.now();

  constructor(
    private readonly store: IncidentStore,
    private readonly changed: vscode.EventEmitter<vscode.FileChangeEvent[]>,
  ) {
    this.subscription = store.onDidChange(() => this.compare());
  }

  /**
   * Opens the note of a step of the incident at hand, beside what is open.
   * @param title of the step, which the document is named after
   */
  async open(step: StepId, title: string): Promise<void> {
    // A note belongs to an incident, so that there has to be one.
    if (this.store.file === undefined && !(await this.store.edit((incident) => ({ ...incident })))) return;
    const { id } = this.store.incident;
    const name = vscode.l10n.t('Note - {0}', title);
    const uri = vscode.Uri.from({ scheme: noteScheme, ...noteAddress(id, step, name) });
    const { Active, Beside } = vscode.ViewColumn;
    const viewColumn = vscode.window.activeTextEditor ? Beside : Active;
    await vscode.window.showTextDocument(uri, { viewColumn, preview: false });
  }

  watch(uri: vscode.Uri): vscode.Disposable {
    const key = uri.toString();
    this.watched.set(key, { uri, note: this.note(uri) ?? '' });
    return new vscode.Disposable(() => this.watched.delete(key));
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const size = this.readFile(uri).byteLength;
    return { type: vscode.FileType.File, ctime: 0, mtime: this.generation, size };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const note = this.note(uri);
    if (note === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return Buffer.from(note === '' ? '' : `${note}\n`);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const { id, step } = noteAt(uri);
    const text = Buffer.from(content).toString('utf8');
    const known = this.note(uri);
    if (!step || !(await this.store.editNamed(id, (incident) => setNote(incident, step, text, known))))
      throw vscode.FileSystemError.Unavailable(
        vscode.l10n.t('The incident of this note cannot be changed now.'),
      );
    this.generation += 1;
  }

  private note(uri: vscode.Uri): string | undefined {
    const { id, step } = noteAt(uri);
    const incident = this.incident(id);
    return step && incident ? noteOf(incident, step) : undefined;
  }

  private incident(id: string): Incident | undefined {
    if (this.store.incident.id === id) return this.store.incident;
    return this.store.list().find(({ incident }) => incident?.id === id)?.incident;
  }

  /** Tells VS Code of notes that changed elsewhere. */
  private compare(): void {
    const events: vscode.FileChangeEvent[] = [];
    for (const each of this.watched.values()) {
      const note = this.note(each.uri) ?? '';
      if (note === each.note) continue;
      each.note = note;
      this.generation += 1;
      events.push({ type: vscode.FileChangeType.Changed, uri: each.uri });
    }
    if (events.length > 0) this.changed.fire(events);
  }

  dispose(): void {
    this.subscription.dispose();
  }
}
