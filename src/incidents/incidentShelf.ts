import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import * as vscode from 'vscode';
import { DamagedChecklistError } from '../core/checklist/state';
import type { Act, Incident } from '../core/incident/incident';
import { loadIncident } from '../core/incident/incidentFile';
import { incidentFromChecklist } from '../core/incident/migrate';
import { InvalidIncidentError } from '../core/incident/problem';
import type { Problems } from '../problems';
import { IncidentDiagnostics } from './incidentDiagnostics';
import { setAside } from './incidentMessages';
import type { IncidentPlaces } from './incidentPlaces';

/** A file that is there: an incident, or what is wrong with it. */
export interface ListedIncident {
  readonly path: string;
  readonly incident?: Incident;
  readonly invalid?: InvalidIncidentError;
}

/** The incidents that are kept for this window's workspace. */
export class IncidentShelf implements vscode.Disposable {
  private diagnostics: IncidentDiagnostics | undefined;

  constructor(
    private readonly places: IncidentPlaces,
    private readonly problems: Problems,
  ) {}

  /** Reads all of them; what is wrong with one is said in the Problems view. */
  list(): ListedIncident[] {
    const all = this.places.files().flatMap((path) => this.read(path));
    const invalid = all.flatMap((each) =>
      each.invalid ? [[each.path, each.invalid.problems] as const] : [],
    );
    if (invalid.length > 0) this.diagnostics ??= new IncidentDiagnostics();
    this.diagnostics?.show(invalid);
    return all;
  }

  /** The ticks of the time before there were incidents, as the incident that they become with the first change. */
  fromChecklist(title: string, now: Act): Incident | undefined {
    const path = this.places.checklist;
    if (!existsSync(path)) return undefined;
    try {
      return incidentFromChecklist(readFileSync(path, 'utf8'), randomUUID(), title, now);
    } catch (error) {
      if (!(error instanceof DamagedChecklistError)) throw error;
      setAside(path, error, this.problems);
      return undefined;
    }
  }

  /** Keeps the old file, under a name that nobody reads. */
  forgetChecklist(): void {
    const path = this.places.checklist;
    if (existsSync(path)) renameSync(path, path.replace(/\.json$/, '.migrated'));
  }

  /** A file in the workspace is somebody's work and is left alone; one in the storage would only be in the way. */
  private read(path: string): ListedIncident[] {
    try {
      const incident = loadIncident(path);
      return incident ? [{ path, incident }] : [];
    } catch (error) {
      if (!(error instanceof InvalidIncidentError)) {
        this.problems.note(vscode.l10n.t('{0} could not be read.', path), error);
        return [];
      }
      const isNewer = error.problems.some(({ kind }) => kind === 'newer');
      if (this.places.isInWorkspace(path) || isNewer) return [{ path, invalid: error }];
      setAside(path, error, this.problems);
      return [];
    }
  }

  dispose(): void {
    this.diagnostics?.dispose();
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
