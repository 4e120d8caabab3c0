import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { incidentExtension } from '../core/incident/fileName';
import type { Evidence, Finding } from '../core/incident/finding';
import { type Act, act, type Incident, newIncident } from '../core/incident/incident';
import { saveIncident } from '../core/incident/incidentFile';
import { mergeIncidents } from '../core/incident/merge';
import { evidenceKey } from '../core/incident/order';
import { InvalidIncidentError, UnfitIncidentError } from '../core/incident/problem';
import { scanCounts } from '../core/incident/scanCounts';
import type { FindingsTarget } from '../core/incident/target';
import type { IncidentSummary } from '../core/logs/summary';
import type { Problems } from '../problems';
import { readSettings } from '../settings';
import { tellArchived, tellInvalid, tellWhere } from './incidentMessages';
import type { IncidentPlaces } from './incidentPlaces';
import { IncidentShelf, type ListedIncident, newestOpen } from './incidentShelf';
import { IncidentWatch } from './incidentWatch';

const rememberedKey = 'incident.file';

/** Nothing was done yet, and nothing is stored. */
const blank: Incident = newIncident('', '?', { at: new Date(0).toISOString() });

/**
 * The incident at hand, in a file of its own.
 *
 * It is written before a click has been worked off, and by the system, not by VS Code's storage service, which would write
 * later: a tick must outlive a crash right after it. A file that cannot be read is never written to.
 */
export class IncidentStore implements FindingsTarget, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly shelf: IncidentShelf;
  private watcher: IncidentWatch | undefined;
  private readonly subscription: vscode.Disposable;
  private isRead = false;
  /** As it was last seen on the disk, and with what could not be written. */
  private stored: Incident | undefined;
  private current: Incident | undefined;
  private path: string | undefined;
  private broken: InvalidIncidentError | undefined;
  /** The numbers of a scan that came before there was an incident. */
  private scanned: Incident['scan'];

  constructor(
    private readonly places: IncidentPlaces,
    private readonly memory: vscode.Memento,
    private readonly problems: Problems,
  ) {
    this.shelf = new IncidentShelf(places, problems);
    this.subscription = vscode.Disposable.from(
      this.shelf,
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.moved()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('ndrLens.incident')) this.moved();
      }),
    );
  }

  /** The incident at hand, or a blank one where nothing was done yet. */
  get incident(): Incident {
    if (!this.isRead) this.look();
    return this.current ?? blank;
  }

  /** Its file; undefined where there is none yet. */
  get file(): string | undefined {
    if (!this.isRead) this.look();
    return this.path;
  }

  /** What keeps its file from being read. Until that is mended, nothing is written. */
  get invalid(): InvalidIncidentError | undefined {
    return this.broken;
  }

  /** True while the incident is kept in the extension's storage although a folder is open. */
  get canMoveToWorkspace(): boolean {
    return (
      this.path !== undefined && this.places.workspace !== undefined && !this.places.isInWorkspace(this.path)
    );
  }

  /** Changes the incident at hand and begins one where there is none. Says so and does nothing where it may not be changed. */
  edit(change: (incident: Incident, by: Act) => Incident): boolean {
    if (this.incident.state === 'archived') {
      tellArchived(this);
      this.changed.fire();
      return false;
    }
    return this.administer(change);
  }

  /** The same for what is also done to an archived incident. */
  administer(change: (incident: Incident, by: Act) => Incident): boolean {
    const before = this.current ?? this.begin();
    if (this.broken && this.path !== undefined) {
      tellInvalid(this.path, this.broken, this);
      this.changed.fire();
      return false;
    }
    const after = change(before, this.by());
    if (after === before && this.current) return true;
    this.save(after);
    this.changed.fire();
    return true;
  }

  /** Changes an incident of this workspace that need not be the one at hand. */
  editNamed(id: string, change: (incident: Incident, by: Act) => Incident): boolean {
    if (this.incident.id === id) return this.edit(change);
    const listed = this.list().find(({ incident }) => incident?.id === id);
    if (!listed?.incident) return false;
    saveIncident(listed.path, listed.incident, change(listed.incident, this.by()));
    this.changed.fire();
    return true;
  }

  setFindings(findings: readonly Finding[]): void {
    const isSame = JSON.stringify(this.incident.findings) === JSON.stringify(findings);
    if (isSame || this.incident.state === 'archived' || this.broken) return;
    this.edit((incident) => ({ ...incident, findings }));
  }

  addEvidence(evidence: Evidence): void {
    const key = evidenceKey(evidence);
    const known = this.incident.evidence.find((each) => evidenceKey(each) === key);
    if (JSON.stringify(known) === JSON.stringify(evidence)) return;
    this.edit((incident) => ({
      ...incident,
      evidence: [...incident.evidence.filter((each) => evidenceKey(each) !== key), evidence],
    }));
  }

  /** Keeps the numbers of a scan, in an incident that begins later where there is none yet. */
  setScan(summary: IncidentSummary): void {
    const { state } = this.incident;
    const scan = scanCounts(summary, new Date());
    if (!this.current) this.scanned = scan;
    else if (state !== 'archived' && !this.broken) this.edit((incident) => ({ ...incident, scan }));
  }

  /** All incidents of this workspace, those that cannot be read included. */
  list(): ListedIncident[] {
    return this.shelf.list();
  }

  /** Puts another incident at hand. */
  open(path: string): void {
    this.put(path);
    this.look();
    this.changed.fire();
  }

  /** Begins a new incident and puts it at hand. */
  create(title: string): void {
    const { file, current } = this;
    // Ticks of the time before there were incidents become one of their own.
    if (file === undefined && current) this.save(current);
    this.put(undefined);
    this.isRead = true;
    this.save(newIncident(randomUUID(), title, this.by()));
    this.changed.fire();
  }

  /** Takes the incident at hand away by what `remove` does with its file; one of the others comes in its place. */
  async remove(remove: (path: string) => Promise<void>): Promise<void> {
    const { path } = this;
    if (path === undefined) return;
    await remove(path);
    this.put(undefined);
    this.refresh();
  }

  /** Moves the incident from the extension's storage into the workspace. */
  moveToWorkspace(): void {
    const { path: from, current } = this;
    const folder = this.places.workspace;
    if (from === undefined || !current || folder === undefined || this.broken) return;
    const to = this.places.newPath(basename(from, incidentExtension), folder);
    saveIncident(to, undefined, current);
    renameSync(from, from.replace(/\.json$/, '.moved'));
    this.open(to);
  }

  /** Looks again at what is stored. */
  refresh(): void {
    const before = this.seen;
    this.look();
    if (this.seen !== before) this.changed.fire();
  }

  private get seen(): string {
    return JSON.stringify([this.path, this.current, this.broken?.message]);
  }

  private look(): void {
    if (!this.watcher) this.watch();
    this.watcher?.follow();
    this.isRead = true;
    const all = this.list();
    const wanted = this.path ?? this.memory.get<unknown>(rememberedKey);
    const listed = all.find(({ path }) => path === wanted) ?? newestOpen(all);
    if (listed) this.take(listed);
    else this.takeNone();
  }

  private takeNone(): void {
    const isUnsaved = this.current !== undefined && this.current !== this.stored;
    this.broken = undefined;
    this.path = undefined;
    this.stored = undefined;
    this.current = isUnsaved ? this.current : this.shelf.fromChecklist(defaultTitle(), this.by());
  }

  private take({ path, incident, invalid }: ListedIncident): void {
    const isOther = path !== this.path;
    this.path = path;
    this.broken = invalid;
    if (!incident) {
      // What was last known stays on screen; the file stays as it is.
      if (isOther) this.stored = this.current = undefined;
      return;
    }
    const isUnsaved = !isOther && this.current !== undefined && this.current !== this.stored;
    const { stored, current } = this;
    this.stored = incident;
    this.current = isUnsaved && current ? mergeIncidents(stored, current, incident) : incident;
  }

  private save(incident: Incident): void {
    const isNew = this.path === undefined;
    const path = this.path ?? this.places.newPath(incident.title);
    this.current = incident;
    try {
      this.stored = this.current = saveIncident(path, this.stored, incident);
      this.path = path;
    } catch (error) {
      this.notSaved(path, error);
      return;
    }
    if (!isNew) return;
    this.watcher?.follow();
    this.remember(path);
    this.shelf.forgetChecklist();
    if (this.places.isInWorkspace(path)) void tellWhere(path, this.memory);
  }

  private notSaved(path: string, error: unknown): void {
    if (error instanceof UnfitIncidentError) {
      this.current = this.stored;
      throw error;
    }
    if (error instanceof InvalidIncidentError) {
      this.current = this.stored;
      this.look();
      if (this.broken) tellInvalid(path, error, this);
    } else
      this.problems.show(
        vscode.l10n.t('The incident could not be saved. Is the disk full or read-only?'),
        error,
      );
  }

  private begin(): Incident {
    const incident = newIncident(randomUUID(), defaultTitle(), this.by());
    const { scanned } = this;
    this.scanned = undefined;
    return scanned ? { ...incident, scan: scanned } : incident;
  }

  private by(): Act {
    return act(new Date(), readSettings().incidentAuthor);
  }

  private put(path: string | undefined): void {
    this.path = path;
    this.stored = this.current = undefined;
    this.broken = undefined;
    this.remember(path);
  }

  private remember(path: string | undefined): void {
    void this.memory.update(rememberedKey, path);
  }

  private moved(): void {
    if (!this.isRead) return;
    this.path = undefined;
    this.stored = this.current = undefined;
    this.watch();
    this.refresh();
  }

  private watch(): void {
    this.watcher?.dispose();
    this.watcher = new IncidentWatch(this.places, () => this.refresh());
  }

  dispose(): void {
    this.watcher?.dispose();
    vscode.Disposable.from(this.subscription, this.changed).dispose();
  }
}

/** Today's date, as the person's clock has it. */
function defaultTitle(): string {
  const today = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  return vscode.l10n.t('Incident {0}', date);
}
