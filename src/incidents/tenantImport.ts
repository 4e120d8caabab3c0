import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import { printable } from '../core/code/printable';
import { importText, refusalText } from '../core/findings/texts';
import type { Finding } from '../core/incident/finding';
import { clipboardName, isUnderstood } from '../core/tenant/factSet';
import type { TenantExport } from '../core/tenant/facts';
import {
  type Imported,
  largestExport,
  type ReadingOptions,
  readTenantBytes,
  readTenantFile,
} from '../core/tenant/files';
import { commandIds } from '../shared/commandIds';
import type { Problems } from '../shared/problems';
import { forNotification } from './shownText';
import type { TenantFactsStore } from './tenantFactsStore';

/** Something to import: a file, or what was dropped or copied without being one. */
export type Importable = vscode.Uri | { readonly name: string; readonly bytes: Uint8Array };

/** What an import works with. */
export interface ImportServices {
  readonly language: Language;
  readonly store: TenantFactsStore;
  readonly problems: Problems;
  /** What the rules conclude from all that is known now. */
  readonly findings: () => Promise<readonly Pick<Finding, 'severity'>[]>;
}

/** Sentences of one message; more exports are counted. */
const mostNamed = 3;

/** A file that was not read. */
interface Unread {
  readonly name: string;
  /** Why, in words for a person. */
  readonly sentence: string;
  readonly detail: unknown;
}

/** Reads exports, keeps what the steps need of them, and says what was read. */
export class TenantImport {
  constructor(private readonly services: ImportServices) {}

  /** Asks which files to import. */
  async pick(): Promise<void> {
    const files = await vscode.window.showOpenDialog({
      canSelectMany: true,
      openLabel: vscode.l10n.t('Import'),
      title: vscode.l10n.t('Import what the commands or the portals have exported'),
      filters: { [vscode.l10n.t('Exports')]: ['json', 'csv', 'txt', 'log', 'cf'], '*': ['*'] },
    });
    if (files) await this.import(files);
  }

  /** Imports the text in the clipboard, such as output copied from a terminal. */
  async pasteIn(): Promise<void> {
    const text = await vscode.env.clipboard.readText();
    await this.import([{ name: clipboardName, bytes: Buffer.from(text, 'utf8') }]);
  }

  /** Imports one after the other; cancelling keeps none of them. */
  async import(sources: readonly Importable[]): Promise<void> {
    if (sources.length === 0) return;
    const exports = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Reading exports'),
        cancellable: true,
      },
      (progress, token) => this.readAll(sources, progress, token),
    );
    if (!exports || exports.length === 0) return;
    await this.services.store.add(exports);
    // Nobody has to answer before the command ends.
    void this.services.problems.attempt(() => this.say(exports));
  }

  private async readAll(
    sources: readonly Importable[],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<TenantExport[] | undefined> {
    const stop = new AbortController();
    const cancelled = token.onCancellationRequested(() => stop.abort());
    const exports: TenantExport[] = [];
    const unread: Unread[] = [];
    try {
      for (const source of sources) {
        const name = nameOf(source);
        let told = 0;
        const tell = (read: number, total: number) => {
          const share = (100 * Math.min(read, total)) / Math.max(total, 1);
          progress.report({ message: forNotification(name), increment: (share - told) / sources.length });
          told = share;
        };
        const read = await this.read(source, { progress: tell, signal: stop.signal });
        if ('sentence' in read) unread.push(read);
        else exports.push(read);
      }
      this.tellUnread(unread);
      return exports;
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      throw error;
    } finally {
      cancelled.dispose();
    }
  }

  /** Reads one; what cannot be read does not keep the others from being read. */
  private async read(source: Importable, options: ReadingOptions): Promise<TenantExport | Unread> {
    const name = nameOf(source);
    try {
      const imported = await readSource(source, options);
      if ('export' in imported) return imported.export;
      const { file, refusal } = imported;
      return { name, sentence: refusalText(file, refusal, this.services.language), detail: refusal.reason };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      return { name, sentence: vscode.l10n.t('{0} could not be read.', name), detail: error };
    }
  }

  /** Says in one message which files were not read; of several, the log says why. */
  private tellUnread(unread: readonly Unread[]): void {
    const { problems, language } = this.services;
    const [first, ...others] = unread;
    if (!first) return;
    if (others.length === 0) {
      problems.show(forNotification(first.sentence), first.detail);
      return;
    }
    const named = unread.slice(0, mostNamed).map(({ name }) => name);
    const more = unread.length - named.length;
    const names = more > 0 ? [...named, vscode.l10n.t('{0} more', more)] : named;
    const list = new Intl.ListFormat(language).format(names);
    problems.show(
      forNotification(
        vscode.l10n.t('Files that were not imported: {0} ({1}). The log says why.', unread.length, list),
      ),
      unread.map(({ sentence, detail }) => `${sentence} (${String(detail)})`).join('\n'),
    );
  }

  private async say(exports: readonly TenantExport[]): Promise<void> {
    const [only, ...others] = exports;
    const read =
      only && others.length === 0
        ? importText(only, this.services.language)
        : vscode.l10n.t('Exports imported: {0}.', exports.length);
    const show = vscode.l10n.t('Show Findings');
    const text = forNotification(`${read} ${findingNumbers(await this.services.findings())}`);
    const choice = exports.every(isUnderstood)
      ? await vscode.window.showInformationMessage(text, show)
      : await vscode.window.showWarningMessage(text, show);
    if (choice === show) await vscode.commands.executeCommand(commandIds.showFindings);
  }
}

/** How many findings there are, and how many of them are critical. */
function findingNumbers(findings: readonly Pick<Finding, 'severity'>[]): string {
  const critical = findings.filter(({ severity }) => severity === 'critical').length;
  return vscode.l10n.t('Findings: {0}, critical: {1}.', findings.length, critical);
}

function nameOf(source: Importable): string {
  return printable(source instanceof vscode.Uri ? basename(source.path) : source.name);
}

async function readSource(source: Importable, options: ReadingOptions): Promise<Imported> {
  if (!(source instanceof vscode.Uri)) return readTenantBytes(source.name, source.bytes, options);
  if (source.scheme === 'file') {
    if ((await stat(source.fsPath)).isFile()) return readTenantFile(source.fsPath, options);
    throw new Error('not a regular file');
  }
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > largestExport) return { file: basename(source.path), refusal: { reason: 'too-large' } };
  return readTenantBytes(basename(source.path), await vscode.workspace.fs.readFile(source), options);
}
