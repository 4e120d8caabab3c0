import type * as vscode from 'vscode';
import type { FindingsTarget } from '../../src/core/incident/target';
import { FindingsUpdater } from '../../src/incidents/findingsUpdater';
import { TenantFactsStore } from '../../src/incidents/tenantFactsStore';
import { type ImportServices, TenantImport } from '../../src/incidents/tenantImport';
import type { Problems } from '../../src/shared/problems';

/** What imports work with in a test. */
export interface ImportTools extends vscode.Disposable {
  readonly store: TenantFactsStore;
  readonly imports: TenantImport;
}

/** Imports into a file of facts of their own, from which the rules conclude for who is given. */
export function importing(
  file: string,
  problems: Problems,
  targets: readonly FindingsTarget[],
  openPage: ImportServices['openPage'] = async () => undefined,
): ImportTools {
  const store = new TenantFactsStore(file, problems);
  const updater = new FindingsUpdater({ store, problems, scans: { snapshot: undefined }, targets });
  const imports = new TenantImport({
    language: 'en',
    store,
    problems,
    findings: () => updater.current(),
    openPage,
  });
  return {
    store,
    imports,
    dispose: () => {
      updater.dispose();
      store.dispose();
    },
  };
}
