import type { CaseworkServices, Casework as OpenCasework } from './casework';
import { commandIds } from './commandIds';
import type { Part } from './composition/part';

type CaseworkBundle = typeof import('./casework');

let loaded: CaseworkBundle | undefined;

/** What most windows never need: the work on incidents, and what is said when one cannot be read. */
export function casework(): CaseworkBundle {
  loaded ??= require('./casework') as CaseworkBundle;
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
  commandIds.copyCommand,
  commandIds.showQueries,
  commandIds.openVerificationScript,
  commandIds.importTenantExport,
  commandIds.importFromClipboard,
  commandIds.showFindings,
  commandIds.openEvidence,
  commandIds.forgetImports,
];

/** Work on incidents as it is from the start: its commands are there, and what they do is read with the first of them. */
export function openCasework(services: CaseworkServices): Part & Pick<OpenCasework, 'import'> {
  let opened: OpenCasework | undefined;
  const open = (): OpenCasework => {
    opened ??= casework().createCasework(services);
    return opened;
  };
  let ended: NodeJS.Immediate | undefined;
  const subscription = services.scans.onDidChange((snapshot) => {
    clearImmediate(ended);
    // In a turn of its own: a scan that ends has its results to show.
    if (snapshot?.state !== 'running') ended = setImmediate(() => open().scanned());
  });
  return {
    commands: Object.fromEntries(
      ids.map((id) => [id, (argument?: unknown) => open().commands[id]?.(argument)]),
    ),
    import: (sources) => open().import(sources),
    dispose: () => {
      clearImmediate(ended);
      subscription.dispose();
      opened?.dispose();
    },
  };
}
