import { join } from 'node:path';
import * as vscode from 'vscode';
import { diagnosisView } from '../core/dashboard/diagnosisView';
import { shortDiagnosis } from '../core/diagnosis/texts';
import type { ReadingFeature } from '../reading/createReading';
import type { DiagnosisBoard } from '../scanning/diagnosisBoard';
import type { Scans } from '../scanning/scans';
import { type CommandsOf, contextKeys } from '../shared/commandIds';
import type { Feature } from '../shared/feature';
import { pathOf } from '../shared/filePaths';
import type { Services } from '../shared/services';
import { workspaceIdentity } from '../shared/workspaceIdentity';
import { caseReportCommands } from './caseReportCommands';
import type { ChecklistFeature } from './createChecklist';
import { engineCommands } from './engineCommands';
import { ExportsPage } from './exportsPage';
import type { Importable } from './filesToImport';
import { findingCommands } from './findingCommands';
import { FindingsUpdater } from './findingsUpdater';
import { importCommands } from './importCommands';
import { incidentCommands } from './incidentCommands';
import { IncidentConclusions } from './incidentConclusions';
import { IncidentEvidenceReader } from './incidentEvidence';
import { QueryPages } from './queryPages';
import { ReportShelf } from './reportShelf';
import { TenantFactsStore, tenantFactsFile } from './tenantFactsStore';
import { TenantImport } from './tenantImport';
import { verifyCommands } from './verifyCommands';

/** What working on an incident takes. */
export interface IncidentWorkServices extends Services, Pick<ChecklistFeature, 'store' | 'notes' | 'view'> {
  readonly reading: Feature<ReadingFeature>;
  readonly scans: Scans;
  readonly board: DiagnosisBoard;
  /** Told when a page that only reads has to be read anew. */
  readonly pageChanged: (uri: vscode.Uri) => void;
}

/** What is loaded with the first work on an incident beyond its ticks. */
export interface IncidentFeature extends vscode.Disposable {
  readonly commands: CommandsOf<'incidents'>;
  /** Reads exports of the tenant, and says what was read. */
  import(sources: readonly Importable[]): Promise<void>;
  /** The page that says what the exports hold and lack. */
  readonly exportsPage: ExportsPage;
  /** Queries as documents. */
  readonly queryPages: QueryPages;
  /** Keeps the numbers of a scan that has ended, and concludes anew. */
  scanned(): void;
}

/** Queries, imports, findings, incidents and the case for Support. */
export function createIncidentWork(services: IncidentWorkServices): IncidentFeature {
  const { context, knowledge, problems, reading, scans, board } = services;
  const storage = context.globalStorageUri;
  const store = new TenantFactsStore(tenantFactsFile(storage), problems);
  const conclusions = new IncidentConclusions(services.store);
  const updater = new FindingsUpdater({
    store,
    problems,
    scans,
    targets: [conclusions],
    onDiagnosis: (diagnosis) => {
      services.view.showDiagnosis(shortDiagnosis(diagnosis, knowledge.language));
      board.show(diagnosisView(diagnosis, knowledge.language));
    },
  });
  const evidence = new IncidentEvidenceReader(reading, scans, () => store.facts());
  const shelf = new ReportShelf(
    join(pathOf(storage), 'reports', workspaceIdentity()),
    (addresses) => void vscode.commands.executeCommand('setContext', contextKeys.openReports, addresses),
  );
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => shelf.closed(uri.toString()));
  const { language } = knowledge;
  const exportsPage = new ExportsPage({
    language,
    facts: () => store.facts(),
    diagnosis: () => updater.diagnosis(),
    evidence: () => evidence.read(),
    changed: services.pageChanged,
  });
  const queryPages = new QueryPages({ knowledge, evidence, changed: services.pageChanged });
  const imports = new TenantImport({
    language,
    store,
    problems,
    findings: () => updater.current(),
    openPage: (unread) => exportsPage.open(unread),
  });
  return {
    commands: {
      ...incidentCommands({ ...services, shelf, storage, extensionUri: context.extensionUri }),
      ...findingCommands(services),
      ...caseReportCommands({
        ...services,
        memory: context.globalState,
        shelf,
        diagnosis: () => updater.diagnosis(),
      }),
      ...verifyCommands({ knowledge, evidence, pages: queryPages }),
      ...engineCommands({ knowledge, evidence, scans }),
      ...importCommands({ knowledge, store, imports, updater, scans }),
    },
    import: (sources) => imports.import(sources),
    exportsPage,
    queryPages,
    scanned: () => {
      const { snapshot } = scans;
      // What a cancelled scan has counted is less than there is.
      if (snapshot?.state === 'complete') void problems.attempt(() => conclusions.setScan(snapshot.summary));
      updater.update();
    },
    dispose: () => {
      closed.dispose();
      updater.dispose();
      store.dispose();
    },
  };
}
