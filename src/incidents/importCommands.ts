import * as vscode from 'vscode';
import type { Scans } from '../scanning/scans';
import { type Command, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { selectedUris } from '../shared/selectedUris';
import { ChangedEvidence } from './changedEvidence';
import { openEvidence, showFindings } from './findingsList';
import type { FindingsUpdater } from './findingsUpdater';
import type { TenantFactsStore } from './tenantFactsStore';
import type { TenantImport } from './tenantImport';

/** What the commands about imports and findings work with. */
export interface ImportCommandServices {
  readonly knowledge: Knowledge;
  readonly store: TenantFactsStore;
  readonly imports: TenantImport;
  readonly updater: FindingsUpdater;
  readonly scans: Scans;
}

/** The commands about imports and findings, by id. */
export function importCommands({ knowledge, store, imports, updater, scans }: ImportCommandServices) {
  const changes = new ChangedEvidence();
  const open = (evidence: unknown) => openEvidence(evidence, store, scans.snapshot, changes);
  return {
    [commandIds.importTenantExport]: (argument, selection) => {
      const chosen = selectedUris(argument, selection);
      return chosen ? imports.import(chosen) : imports.pick();
    },
    [commandIds.importFromClipboard]: () => imports.pasteIn(),
    [commandIds.showFindings]: () => showFindings(updater, knowledge, open),
    [commandIds.openEvidence]: open,
    [commandIds.forgetImports]: () => forgetImports(store),
  } satisfies Record<string, Command>;
}

async function forgetImports(store: TenantFactsStore): Promise<void> {
  const confirm = vscode.l10n.t('Forget');
  const choice = await vscode.window.showWarningMessage(
    vscode.l10n.t('Forget everything that was imported from the tenant?'),
    { modal: true, detail: vscode.l10n.t('The files themselves stay; you can import them again.') },
    confirm,
  );
  if (choice === confirm) await store.clear();
}
