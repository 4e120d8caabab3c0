import type { Incident } from './incident';
import type { Change, IncidentFiles } from './incidentFile';
import { InvalidIncidentError, UnfitIncidentError } from './problem';

/**
 * One incident and its file. A change shows at once; it is written before the turn it was made in has ended, or, while a write
 * is under way, together with all others that come until that has ended.
 */
export class IncidentDocument {
  /** In the order in which they were made. */
  private unsaved: Change[] = [];
  /** The write that takes what is changed now; undefined once it has begun. */
  private next: Promise<void> | undefined;
  /** All writes up to now; never fails. */
  private writes: Promise<unknown> = Promise.resolve();
  private shown: Incident;

  /**
   * @param stored as its file has it, or as it begins
   * @param isStored false while there is no file yet
   */
  constructor(
    private readonly files: Pick<IncidentFiles, 'change'>,
    readonly path: string,
    private stored: Incident,
    public isStored: boolean,
  ) {
    this.shown = stored;
  }

  /** The incident with what is not on the disk yet: the same object until something changes. */
  get incident(): Incident {
    return this.shown;
  }

  /** True while something is not on the disk: it is being written, or could not be. */
  get isUnsaved(): boolean {
    return this.unsaved.length > 0;
  }

  /**
   * Changes the incident. Fulfilled when the change is on the disk.
   * @throws UnfitIncidentError or InvalidIncidentError, and then the change is dropped; or the system's error, and then it
   * stays unsaved until the next change
   */
  change(change: Change): Promise<void> {
    this.unsaved.push(change);
    this.shown = change(this.shown);
    if (!this.next) {
      this.next = this.writes.then(() => this.write());
      this.writes = this.next.catch(() => undefined);
    }
    return this.next;
  }

  /** Takes what the file was found to hold. */
  found(stored: Incident): void {
    this.isStored = true;
    if (stored === this.stored) return;
    this.stored = stored;
    this.shown = all(this.unsaved)(stored);
  }

  private async write(): Promise<void> {
    this.next = undefined;
    const batch = [...this.unsaved];
    try {
      await this.save(batch);
    } catch (error) {
      if (!(error instanceof UnfitIncidentError) || batch.length === 1) throw error;
      await this.saveEach(batch);
    } finally {
      this.shown = all(this.unsaved)(this.stored);
    }
  }

  /** One change that does not fit keeps no other from being written. */
  private async saveEach(batch: readonly Change[]): Promise<void> {
    let unfit: unknown;
    for (const change of batch)
      try {
        await this.save([change]);
      } catch (error) {
        unfit ??= error;
      }
    if (unfit !== undefined) throw unfit;
  }

  private async save(batch: readonly Change[]): Promise<void> {
    try {
      this.stored = await this.files.change(this.path, all(batch), this.stored);
      this.isStored = true;
    } catch (error) {
      const isRefused =
        error instanceof InvalidIncidentError || (error instanceof UnfitIncidentError && batch.length === 1);
      if (!isRefused) throw error;
      this.drop(batch);
      throw error;
    }
    this.drop(batch);
  }

  private drop(batch: readonly Change[]): void {
    this.unsaved = this.unsaved.filter((change) => !batch.includes(change));
  }
}

function all(changes: readonly Change[]): Change {
  return (incident) => changes.reduce((changed, change) => change(changed), incident);
}
