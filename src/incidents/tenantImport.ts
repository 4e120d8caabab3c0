import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import { listText, numberText } from '../core/code/numbers';
import { printable } from '../core/code/printable';
import type { UnreadFile } from '../core/exports/overview';
import { importText, refusalText } from '../core/findings/texts';
import type { Finding } from '../core/incident/finding';
import { clipboardNames, isUnderstood } from '../core/tenant/factSet';
import type { TenantExport } from '../core/tenant/facts';
import {
  type Imported,
  type ReadingOptions,
  readTenantBytes,
  readTenantFile,
  withCommonOrder,
} from '../core/tenant/files';
import { commandIds } from '../shared/commandIds';
import { hasPath, pathOf } from '../shared/filePaths';
import type { Problems } from '../shared/problems';
import { filesToImport, type Importable } from './filesToImport';
import { forNotification } from './shownText';
import type { TenantFactsStore } from './tenantFactsStore';

/** What an import works with. */
export interface ImportServices {
  readonly language: Language;
  readonly store: TenantFactsStore;
  readonly problems: Problems;
  /** What the rules conclude from all that is known now. */
  readonly findings: () => Promise<readonly Pick<Finding, 'severity'>[]>;
  /** Shows what all exports hold and lack. */
  readonly openPage: (unread: readonly UnreadFile[]) => Promise<void>;
}

/** The largest export that lies on no disk of this machine, in bytes: VS Code gives those as a whole. */
const largestElsewhere = 200 * 1024 * 1024;

/** Files that one message names; more are counted. */
const mostNamed = 3;

/** A file that was not read. */
interface Unread extends UnreadFile {
  /** Why, in words for a person. */
  readonly sentence: string;
}

/** What came of all that was given. */
interface ReadAll {
  readonly exports: readonly TenantExport[];
  readonly unread: readonly Unread[];
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
    await this.import([{ name: clipboardNames[this.services.language], bytes: Buffer.from(text, 'utf8') }]);
  }

  /** Imports files, and those under folders, one after the other; cancelling keeps none of them. */
  async import(sources: readonly Importable[]): Promise<void> {
    if (sources.length === 0) return;
    const read = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Reading exports'),
        cancellable: true,
      },
      (progress, token) => this.readAll(sources, progress, token),
    );
    if (!read) return;
    const { exports, unread } = read;
    const [refused] = unread;
    if (exports.length > 0) await this.services.store.add(exports);
    const isOne = exports.length + unread.length === 1;
    if (isOne && refused) this.services.problems.show(forNotification(refused.sentence), reasonOf(refused));
    // Nobody has to answer before the command ends.
    else if (isOne) void this.services.problems.attempt(() => this.say(exports));
    else await this.sayOfSeveral(read);
  }

  private async readAll(
    sources: readonly Importable[],
    progress: vscode.Progress<{ message?: string; increment?: number }>,
    token: vscode.CancellationToken,
  ): Promise<ReadAll | undefined> {
    const stop = new AbortController();
    const cancelled = token.onCancellationRequested(() => stop.abort());
    const exports: TenantExport[] = [];
    const unread: Unread[] = [];
    const sourceOf = new Map<TenantExport, Importable>();
    try {
      const files: Importable[] = [];
      for await (const file of filesToImport(sources, stop.signal)) files.push(file);
      for (const source of files) {
        const name = nameOf(source);
        let told = 0;
        const tell = (read: number, total: number) => {
          const share = (100 * Math.min(read, total)) / Math.max(total, 1);
          progress.report({ message: forNotification(name), increment: (share - told) / files.length });
          told = share;
        };
        const read = await this.read(source, { progress: tell, signal: stop.signal });
        if ('sentence' in read) unread.push(read);
        else {
          exports.push(read);
          sourceOf.set(read, source);
        }
      }
      return {
        exports: await withCommonOrder(exports, (each, commonOrder) =>
          this.readAgain(each, sourceOf.get(each), { commonOrder, signal: stop.signal }),
        ),
        unread,
      };
    } catch (error) {
      if (stop.signal.aborted) return undefined;
      throw error;
    } finally {
      cancelled.dispose();
    }
  }

  /** Reads one; what cannot be read does not keep the others from being read. */
  private async read(source: Importable, options: ReadingOptions): Promise<TenantExport | Unread> {
    const file = source instanceof vscode.Uri ? pathOf(source) : source.name;
    try {
      const imported = await readSource(source, options);
      if ('export' in imported) return imported.export;
      const { refusal } = imported;
      return { file, refusal, sentence: refusalText(file, refusal, this.services.language) };
    } catch (error) {
      if (options.signal?.aborted) throw error;
      const refusal = { reason: 'failed', said: String(error) } as const;
      return { file, refusal, sentence: vscode.l10n.t('{0} could not be read.', nameOf(source)) };
    }
  }

  private async readAgain(
    each: TenantExport,
    source: Importable | undefined,
    options: ReadingOptions,
  ): Promise<TenantExport> {
    const again = source && (await this.read(source, options));
    return again && !('sentence' in again) ? again : each;
  }

  /** One message for all, and the page that says the rest. */
  private async sayOfSeveral({ exports, unread }: ReadAll): Promise<void> {
    const { language, problems, openPage } = this.services;
    await openPage(unread);
    const files = vscode.l10n.t('Files: {0}.', numberText(exports.length + unread.length, language));
    const counted = `${files} ${await this.findingNumbers()}`;
    const sentences = unread.length === 0 ? [counted] : [counted, notRead(unread, language)];
    const text = sentences.join(' ');
    if (unread.length > 0)
      problems.note(text, unread.map((each) => `${each.sentence} (${reasonOf(each)})`).join('\n'));
    void this.offerFindings(text, unread.length === 0 && exports.every(isUnderstood));
  }

  private async say(exports: readonly TenantExport[]): Promise<void> {
    const sentences = exports.map((each) => importText(each, this.services.language));
    await this.offerFindings(
      [...sentences, await this.findingNumbers()].join(' '),
      exports.every(isUnderstood),
    );
  }

  /** How many findings there are, and how many of them are critical. */
  private async findingNumbers(): Promise<string> {
    const findings = await this.services.findings();
    const critical = findings.filter(({ severity }) => severity === 'critical').length;
    const [all, grave] = [findings.length, critical].map((count) =>
      numberText(count, this.services.language),
    );
    return vscode.l10n.t('Findings: {0}, critical: {1}.', all ?? '', grave ?? '');
  }

  private async offerFindings(sentence: string, isWhole: boolean): Promise<void> {
    const show = vscode.l10n.t('Show Findings');
    const text = forNotification(sentence);
    const choice = isWhole
      ? await vscode.window.showInformationMessage(text, show)
      : await vscode.window.showWarningMessage(text, show);
    if (choice === show) await vscode.commands.executeCommand(commandIds.showFindings);
  }
}

function reasonOf({ refusal }: Unread): string {
  return refusal.reason === 'failed' ? refusal.said : refusal.reason;
}

function notRead(unread: readonly Unread[], language: Language): string {
  const named = unread.slice(0, mostNamed).map(({ file }) => printable(basename(file)));
  const more = unread.length - named.length;
  const names = more > 0 ? [...named, vscode.l10n.t('{0} more', more)] : named;
  return vscode.l10n.t('Not read: {0}. The page that is open says why.', listText(names, language));
}

function nameOf(source: Importable): string {
  return printable(source instanceof vscode.Uri ? basename(source.path) : source.name);
}

async function readSource(source: Importable, options: ReadingOptions): Promise<Imported> {
  if (!(source instanceof vscode.Uri)) return readTenantBytes(source.name, source.bytes, options);
  if (hasPath(source)) {
    if ((await stat(pathOf(source))).isFile()) return readTenantFile(pathOf(source), options);
    throw new Error('not a regular file');
  }
  const { size } = await vscode.workspace.fs.stat(source);
  if (size > largestElsewhere) return { file: basename(source.path), refusal: { reason: 'too-large' } };
  return readTenantBytes(basename(source.path), await vscode.workspace.fs.readFile(source), options);
}
