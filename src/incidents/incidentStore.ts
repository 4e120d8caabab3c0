import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { moveFile } from '../core/files/replaceFile';
import { incidentExtension } from '../core/incident/fileName';
import { type Act, act, type Incident, newIncident } from '../core/incident/incident';
import { IncidentDocument } from '../core/incident/incidentDocument';
import type { Change } from '../core/incident/incidentFile';
import { InvalidIncidentError, UnfitIncidentError } from '../core/incident/problem';
import type { Problems } from '../shared/problems';
import { readSettings } from '../shared/settings';
import { IncidentList, type ListedIncident, newestOpen } from './incidentList';
import type { IncidentNotice, InvalidFile } from './incidentNotice';
import type { IncidentPlaces } from './incidentPlaces';
import { IncidentWatch } from './incidentWatch';

const rememberedKey = 'incident.file';

/** Nothing was done yet, and nothing is stored. */
const blank: Incident = newIncident('', '?', { at: new Date(0).toISOString() });

const unchanged: Change = (incident) => incident;

/** A change, told who makes it and when. */
type Edit = (incident: Incident, by: Act) => Incident;

/**
 * The incident at hand, in a file of its own.
 *
 * It is written from the moment of a click on, and by the system, not by VS Code's storage service, which would write later:
 * what is shown as ticked outlives a crash, since `onDidChange` comes when the tick is on the disk. A file that cannot be read
 * is never written to.
 */
export class IncidentStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly noticed = new vscode.EventEmitter<IncidentNotice>();
  /** What a person is to be told. */
  readonly onDidNotice = this.noticed.event;
  private readonly incidents: IncidentList;
  private watcher: IncidentWatch | undefined;
  private readonly subscription: vscode.Disposable;
  private isRead = false;
  private document: IncidentDocument | undefined;
  /** The one that was begun last, until it has its file. */
  private unborn: IncidentDocument | undefined;
  /** What the checklist of the time before becomes with the first change. */
  private draft: Incident | undefined;
  private broken: InvalidFile | undefined;
  /** The numbers of a scan that came before there was an incident: the next that begins by itself takes them. */
  firstScan: Incident['scan'];
  /** All writes up to now; never fails. */
  private saving: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly places: IncidentPlaces,
    private readonly memory: vscode.Memento,
    private readonly problems: Problems,
  ) {
    this.incidents = new IncidentList(places, problems, (notice) => this.noticed.fire(notice));
    this.subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.moved()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('ndrLens.incident')) this.moved();
      }),
    );
  }

  /** The incident at hand, or a blank one where nothing was done yet. */
  get incident(): Incident {
    this.lookOnce();
    return this.document?.incident ?? this.draft ?? blank;
  }

  /** False while nothing was done yet. */
  get isBegun(): boolean {
    return this.incident !== blank;
  }

  /** True where it may be changed. */
  get isOpen(): boolean {
    return this.incident.state === 'open' && !this.broken;
  }

  /** Its file; undefined where there is none yet. */
  get file(): string | undefined {
    this.lookOnce();
    return this.broken?.path ?? (this.document?.isStored ? this.document.path : undefined);
  }

  /** What keeps its file from being read. Until that is mended, nothing is written. */
  get invalid(): InvalidFile['error'] | undefined {
    return this.broken?.error;
  }

  /** True while the incident is kept in the extension's storage although a folder is open. */
  get canMoveToWorkspace(): boolean {
    const { file } = this;
    return file !== undefined && this.places.workspace !== undefined && !this.places.isInWorkspace(file);
  }

  /**
   * Changes the incident at hand and begins one where there is none. Fulfilled when that is on the disk.
   * @returns false where it may not be changed, and then nothing is done and somebody is told
   */
  async edit(edit: Edit): Promise<boolean> {
    if (this.incident.state !== 'archived') return this.administer(edit);
    this.refuse({ kind: 'archived' });
    return false;
  }

  /** The same for what is also done to an archived incident. */
  async administer(edit: Edit): Promise<boolean> {
    const { incident, broken } = this;
    if (broken) {
      this.refuse({ kind: 'invalid', ...broken });
      return false;
    }
    const change = this.signed(edit);
    if (incident !== blank && change(incident) === incident) return true;
    this.document ??= this.begin(this.draft ?? this.first());
    return this.write(this.document, change);
  }

  /** Changes an incident of this workspace that need not be the one at hand. */
  async editNamed(id: string, edit: Edit): Promise<boolean> {
    if (this.incident.id === id) return this.edit(edit);
    const listed = this.list().find(({ incident }) => incident?.id === id);
    if (!listed?.incident) return false;
    await this.tracked(this.incidents.files.change(listed.path, this.signed(edit), listed.incident));
    this.changed.fire();
    return true;
  }

  /** All incidents of this workspace, those that cannot be read included. */
  list(): ListedIncident[] {
    return this.incidents.list();
  }

  /** Puts another incident at hand. */
  open(path: string): void {
    this.put(path);
    this.look(path);
    this.changed.fire();
  }

  /** Begins a new incident and puts it at hand. */
  async create(title: string): Promise<void> {
    this.lookOnce();
    // Ticks of the time before there were incidents become one of their own.
    if (!this.document && this.draft) await this.write(this.begin(this.draft), unchanged);
    // No two are given the same file.
    await this.saved();
    this.put(undefined);
    this.document = this.begin(newIncident(randomUUID(), title, this.by()));
    await this.write(this.document, unchanged);
  }

  /** Takes the incident at hand away by what `remove` does with its file; one of the others comes in its place. */
  async remove(remove: (path: string) => Promise<void>): Promise<void> {
    const { file } = this;
    if (file === undefined) return;
    await this.saved();
    await remove(file);
    this.put(undefined);
    this.look();
    this.changed.fire();
  }

  /** Moves the incident from the extension's storage into the workspace. */
  async moveToWorkspace(): Promise<void> {
    const { file: from, document, broken } = this;
    const folder = this.places.workspace;
    if (from === undefined || !document || folder === undefined || broken) return;
    await this.saved();
    const to = this.places.newPath(basename(from, incidentExtension), folder);
    await this.tracked(this.incidents.files.change(to, unchanged, document.incident));
    await moveFile(from, from.replace(/\.json$/, '.moved'));
    this.open(to);
  }

  /** Looks again at what is stored. */
  refresh(): void {
    const before = this.seen();
    this.look();
    const after = this.seen();
    if (before.some((each, index) => !isSame(each, after[index]))) this.changed.fire();
  }

  /** Fulfilled when all that was changed up to now is on the disk, or could not be written. */
  async saved(): Promise<void> {
    await this.saving;
  }

  private seen(): readonly unknown[] {
    return [this.file, this.incident, this.broken?.error.message];
  }

  private lookOnce(): void {
    if (!this.isRead) this.look();
  }

  private look(wanted = this.document?.path ?? this.broken?.path ?? this.remembered): void {
    if (!this.watcher) this.watch();
    this.watcher?.follow();
    this.isRead = true;
    const all = this.list();
    const listed = all.find(({ path }) => path === wanted);
    // A file that is still to be written, or comes back with what could not be.
    if (!listed && this.document?.isUnsaved) this.broken = undefined;
    else this.take(listed ?? newestOpen(all));
  }

  private take(listed: ListedIncident | undefined): void {
    const { path, incident, invalid } = listed ?? {};
    this.broken = path !== undefined && invalid ? { path, error: invalid } : undefined;
    // What was last known of a file that has become invalid stays on screen.
    if (path !== this.document?.path) this.document = undefined;
    if (path !== undefined && incident) {
      this.document?.found(incident);
      this.document ??= this.documentOf(path, incident, true);
    }
    if (listed) this.draft = undefined;
    else this.draft ??= this.incidents.fromChecklist(defaultTitle(), this.by());
  }

  private documentOf(path: string, incident: Incident, isStored: boolean): IncidentDocument {
    return new IncidentDocument(this.incidents.files, path, incident, isStored);
  }

  /** What an incident begins with that the first change begins. */
  private first(): Incident {
    const incident = newIncident(randomUUID(), defaultTitle(), this.by());
    const { firstScan: scan } = this;
    this.firstScan = undefined;
    return scan ? { ...incident, scan } : incident;
  }

  private begin(incident: Incident): IncidentDocument {
    const document = this.documentOf(this.places.newPath(incident.title), incident, false);
    this.draft = undefined;
    this.unborn = document;
    return document;
  }

  private async write(document: IncidentDocument, change: Change): Promise<boolean> {
    try {
      await this.tracked(document.change(change));
    } catch (error) {
      return this.notSaved(error);
    } finally {
      this.changed.fire();
    }
    if (this.unborn === document) await this.begun(document.path);
    return true;
  }

  private async begun(path: string): Promise<void> {
    this.unborn = undefined;
    this.watcher?.follow();
    this.remember(path);
    if (this.places.isInWorkspace(path)) this.noticed.fire({ kind: 'begun', path });
    await this.incidents.forgetChecklist();
  }

  /** @returns true where the change is kept for the next write */
  private notSaved(error: unknown): boolean {
    if (error instanceof UnfitIncidentError) throw error;
    if (error instanceof InvalidIncidentError) {
      this.look();
      // One in the storage is moved out of the way, which is told by itself.
      if (this.broken) this.refuse({ kind: 'invalid', ...this.broken });
      return false;
    }
    this.problems.show(
      vscode.l10n.t('The incident could not be saved. Is the disk full or read-only?'),
      error,
    );
    return true;
  }

  private refuse(notice: IncidentNotice): void {
    this.noticed.fire(notice);
    this.changed.fire();
  }

  private signed(edit: Edit): Change {
    const by = this.by();
    return (incident) => edit(incident, by);
  }

  private tracked<Result>(work: Promise<Result>): Promise<Result> {
    this.saving = Promise.allSettled([this.saving, work]);
    return work;
  }

  private by(): Act {
    return act(new Date(), readSettings().incidentAuthor);
  }

  private put(path: string | undefined): void {
    this.document = this.draft = this.broken = undefined;
    this.remember(path);
  }

  private get remembered(): unknown {
    return this.memory.get<unknown>(rememberedKey);
  }

  private remember(path: string | undefined): void {
    void this.memory.update(rememberedKey, path);
  }

  private moved(): void {
    if (!this.isRead) return;
    this.document = this.draft = this.broken = undefined;
    this.watch();
    this.look();
    this.changed.fire();
  }

  private watch(): void {
    this.watcher?.dispose();
    this.watcher = new IncidentWatch(this.places, () => this.refresh());
  }

  dispose(): void {
    this.watcher?.dispose();
    vscode.Disposable.from(this.subscription, this.changed, this.noticed).dispose();
  }
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Today's date, as the person's clock has it. */
function defaultTitle(): string {
  const today = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  const date = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`;
  return vscode.l10n.t('Incident {0}', date);
}
