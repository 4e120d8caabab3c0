import type { CaseworkServices } from './casework';
import { commandIds } from './commandIds';

type Casework = typeof import('./casework');

let loaded: Casework | undefined;

/** What most windows never need: commands about incidents, and what is said when one cannot be read. */
export function casework(): Casework {
  loaded ??= require('./casework') as Casework;
  return loaded;
}

const ids = [
  commandIds.newIncident,
  commandIds.openIncident,
  commandIds.renameIncident,
  commandIds.archiveIncident,
  commandIds.reopenIncident,
  commandIds.deleteIncident,
  commandIds.saveIncidentInWorkspace,
  commandIds.openIncidentFile,
  commandIds.editNote,
  commandIds.dismissFinding,
  commandIds.restoreFinding,
  commandIds.acceptFinding,
  commandIds.createCaseReport,
];

/** The commands of `createCasework`, by id, read with the first one that is run. */
export function caseworkCommands(
  services: CaseworkServices,
): Record<string, (argument?: unknown) => unknown> {
  let commands: ReturnType<Casework['createCasework']> | undefined;
  return Object.fromEntries(
    ids.map((id) => [
      id,
      (argument?: unknown) => {
        commands ??= casework().createCasework(services);
        return commands[id]?.(argument);
      },
    ]),
  );
}
