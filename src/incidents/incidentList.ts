import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { moveFile } from '../core/files/replaceFile';
import type { Act, Incident } from '../core/incident/incident';
import { IncidentFiles } from '../core/incident/incidentFile';
import { incidentFromChecklist } from '../core/incident/migrate';
import { DamagedChecklistError } from '../core/incident/oldChecklist';
import type { InvalidIncidentError } from '../core/incident/problem';
import type { Problems } from '../shared/problems';
import type { IncidentNotice } from './incidentNotice';
import type { IncidentPlaces } from './incidentPlaces';

/** A file that is there: an incident, or what is wrong with it. */
export interface ListedIncident {
  readonly path: string;
  readonly incident?: Incident;
  readonly invalid?: InvalidIncidentError;
}

/** The incidents that are kept for this window's workspace. */
export class IncidentList {
  private opened: IncidentFiles | undefined;
  private hadInvalid = false;
  /** Files that are being moved out of the way. */
  private readonly leaving = new Set<string>();

  constructor(
    private readonly places: IncidentPlaces,
    private readonly problems: Problems,
    private readonly tell: (notice: IncidentNotice) => void,
  ) {}

  /** The files, read with the first that is there. */
  get files(): IncidentFiles {
    this.opened ??= new IncidentFiles();
    return this.opened;
  }

  /** Looks at all of them, and reads those that have changed since it last did. */
  list(): ListedIncident[] {
    const all = this.places.files().flatMap((path) => this.look(path));
    const invalid = all.flatMap((each) => (each.invalid ? [{ path: each.path, error: each.invalid }] : []));
    if (invalid.length > 0 || this.hadInvalid) this.tell({ kind: 'checked', invalid });
    this.hadInvalid = invalid.length > 0;
    return all;
  }

  /** The ticks of the time before there were incidents, as the incident that they become with the first change. */
  fromChecklist(title: string, now: Act): Incident | undefined {
    const path = this.places.checklist;
    if (!existsSync(path) || this.leaving.has(path)) return undefined;
    try {
      return incidentFromChecklist(readFileSync(path, 'utf8'), randomUUID(), title, now);
    } catch (error) {
      if (!(error instanceof DamagedChecklistError)) throw error;
      void this.setAside(path, error);
      return undefined;
    }
  }

  /** Keeps the old file, under a name that nobody reads. */
  async forgetChecklist(): Promise<void> {
    const path = this.places.checklist;
    if (existsSync(path)) await moveFile(path, path.replace(/\.json$/, '.migrated'));
  }

  /** A file in the workspace is somebody's work and is left alone; one in the storage would only be in the way. */
  private look(path: string): ListedIncident[] {
    const held = this.read(path);
    if (held === undefined || this.leaving.has(path)) return [];
    if (!(held instanceof Error)) return [{ path, incident: held }];
    const isNewer = held.problems.some(({ kind }) => kind === 'newer');
    if (this.places.isInWorkspace(path) || isNewer) return [{ path, invalid: held }];
    void this.setAside(path, held);
    return [];
  }

  private read(path: string): Incident | InvalidIncidentError | undefined {
    try {
      return this.files.read(path);
    } catch (error) {
      this.problems.note(vscode.l10n.t('{0} could not be read.', path), error);
      return undefined;
    }
  }

  /** Keeps a file that cannot be read under another name: what is in it may be all that is left of the ticks. */
  private async setAside(path: string, error: Error): Promise<void> {
    const aside = path.replace(/(?:\.ndr-incident)?\.json$/, `.damaged-${Date.now()}.json`);
    this.leaving.add(path);
    try {
      await moveFile(path, aside);
      this.tell({ kind: 'aside', path: aside, error });
    } catch (failure) {
      this.problems.note(vscode.l10n.t('{0} could not be read.', path), failure);
    } finally {
      this.leaving.delete(path);
    }
  }
}

/** The incident to show when nobody has chosen one. */
export function newestOpen(all: readonly ListedIncident[]): ListedIncident | undefined {
  const open = all.filter(({ incident }) => incident?.state === 'open');
  const created = ({ incident }: ListedIncident) => incident?.created ?? '';
  return (
    open.sort((one, other) => (created(one) < created(other) ? 1 : -1))[0] ??
    all.find(({ invalid }) => invalid)
  );
}
