import type * as vscode from 'vscode';
import { caseReportCommands } from './commands/caseReportCommands';
import { findingCommands } from './commands/findingCommands';
import { importCommands } from './commands/importCommands';
import { type IncidentServices, incidentCommands } from './commands/incidentCommands';
import { verifyCommands } from './commands/verifyCommands';
import type { Bounces } from './editor/bounces';
import { FindingsUpdater } from './imports/findingsUpdater';
import { TenantFactsStore, tenantFactsFile } from './imports/tenantFactsStore';
import { type Importable, TenantImport } from './imports/tenantImport';
import type { Knowledge } from './knowledgeLoader';
import type { Problems } from './problems';
import { IncidentEvidenceReader } from './scans/incidentEvidence';
import type { Scans } from './scans/scans';

export { IncidentDiagnostics } from './incidents/incidentDiagnostics';
export { setAside, tellArchived, tellInvalid, tellWhere } from './incidents/incidentMessages';

/** What working on an incident takes; all of it is there from the start. */
export interface CaseworkServices extends IncidentServices {
  readonly knowledge: Knowledge;
  readonly problems: Problems;
  readonly bounces: Bounces;
  readonly scans: Scans;
}

/** What is loaded with the first work on an incident beyond its ticks. */
export interface Casework extends vscode.Disposable {
  readonly commands: Readonly<Record<string, (argument?: unknown) => unknown>>;
  /** Reads exports of the tenant, and says what was read. */
  import(sources: readonly Importable[]): Promise<void>;
  /** Keeps the numbers of a scan that has ended, and concludes anew. */
  scanned(): void;
}

/** Queries, imports, findings, incidents and the case for Support; a bundle of its own, since most windows need none. */
export function createCasework(services: CaseworkServices): Casework {
  const { knowledge, problems, store: incidents, bounces, scans, storage } = services;
  const store = new TenantFactsStore(tenantFactsFile(storage), problems);
  const updater = new FindingsUpdater({ store, problems, scans, targets: [incidents] });
  const imports = new TenantImport({ language: knowledge.language, store, updater, problems });
  const evidence = new IncidentEvidenceReader(bounces, scans, () => store.facts());
  return {
    commands: {
      ...incidentCommands(services),
      ...findingCommands(services),
      ...caseReportCommands(services),
      ...verifyCommands({ knowledge, evidence }),
      ...importCommands({ knowledge, store, imports, updater, scans }),
    },
    import: (sources) => imports.import(sources),
    scanned: () => {
      const { snapshot } = scans;
      // What a cancelled scan has counted is less than there is.
      if (snapshot?.state === 'complete') incidents.setScan(snapshot.summary);
      updater.update();
    },
    dispose: () => {
      updater.dispose();
      store.dispose();
    },
  };
}
