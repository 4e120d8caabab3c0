import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { moveFile, replaceFile } from '../core/files/replaceFile';
import { withExports } from '../core/tenant/factSet';
import { noFacts, type TenantExport, type TenantFacts } from '../core/tenant/facts';
import { DamagedFactsError, factsJson, parseFacts } from '../core/tenant/stored';
import { pathOf } from '../shared/filePaths';
import type { Problems } from '../shared/problems';
import { workspaceIdentity } from '../shared/workspaceIdentity';

/** Where the imported facts of this window's workspace are kept. */
export function tenantFactsFile(globalStorage: vscode.Uri): string {
  return join(pathOf(globalStorage), 'tenant', `${workspaceIdentity()}.json`);
}

/**
 * The facts that were imported, in a file of the extension's own: accounts, connectors and addresses of the tenant, readable by this user
 * only and never written into the workspace.
 */
export class TenantFactsStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly TenantExport[]>();
  /** Tells what was added; nothing, where all was forgotten. */
  readonly onDidChange = this.changed.event;
  private known: TenantFacts | undefined;
  /** Changes one after the other. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly file: string,
    private readonly problems: Problems,
  ) {}

  async facts(): Promise<TenantFacts> {
    this.known ??= await this.read();
    return this.known;
  }

  /** Adds exports to what is stored now, which another window may have changed since this one looked. */
  add(exports: readonly TenantExport[]): Promise<void> {
    return this.change(exports, async () => {
      this.known = withExports(await this.read(), exports);
      await this.write(this.known);
    });
  }

  /** Forgets everything that was imported. */
  clear(): Promise<void> {
    return this.change([], async () => {
      this.known = undefined;
      await rm(this.file, { force: true });
    });
  }

  private async change(added: readonly TenantExport[], work: () => Promise<void>): Promise<void> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    await done;
    this.changed.fire(added);
  }

  private async read(): Promise<TenantFacts> {
    let json: string;
    try {
      json = await readFile(this.file, 'utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return noFacts;
      throw error;
    }
    try {
      return parseFacts(json);
    } catch (error) {
      if (!(error instanceof DamagedFactsError)) throw error;
      await this.setAside(error);
      return noFacts;
    }
  }

  /** Keeps a file that cannot be read under another name; the exports can be imported again. */
  private async setAside(error: Error): Promise<void> {
    const aside = this.file.replace(/\.json$/, `.damaged-${Date.now()}.json`);
    await moveFile(this.file, aside);
    this.problems.show(
      vscode.l10n.t(
        'What was imported before could not be read. It was kept as {0}. Import the exports again.',
        aside,
      ),
      error,
    );
  }

  /** Replaces the file in one move, so that a crash leaves the old or the new facts. */
  private async write(facts: TenantFacts): Promise<void> {
    const draft = `${this.file}.${process.pid}.tmp`;
    try {
      await mkdir(dirname(this.file), { recursive: true });
      await writeFile(draft, factsJson(facts), { flush: true, mode: 0o600 });
      await replaceFile(draft, this.file);
    } catch (error) {
      this.problems.show(
        vscode.l10n.t('The imported facts could not be saved. Is the disk full or read-only?'),
        error,
      );
    }
  }

  dispose(): void {
    this.changed.dispose();
  }
}
