import * as vscode from 'vscode';
import { pathBehind } from '../core/files/archiveNames';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { ScanRequest } from '../core/scan/protocol';
import { ScanRecord } from '../core/scan/scanRecord';
import { contextKeys } from '../shared/commandIds';
import { hasPath } from '../shared/filePaths';
import { countText } from '../shared/mailCounts';
import type { Problems } from '../shared/problems';
import { readSettings } from '../shared/settings';
import { readyForWorker } from './scanFiles';
import { showProgress } from './scanProgress';
import type { ScanEnd, ScanSession } from './scanSession';
import { joined, requestFor } from './scanTargets';

/** Unread files named one by one in the log. */
const mostNamed = 1000;

/** Starts scans for a person: asks what to do with a running one, shows progress, and says once what could not be read. */
export class ScanRunner {
  private running: Promise<void> | undefined;
  private queued: ScanRequest | undefined;

  constructor(
    private readonly session: ScanSession,
    private readonly problems: Problems,
  ) {}

  /** Scans files and folders. Resolves when that has ended, or when it was put off. */
  async scan(uris: readonly vscode.Uri[]): Promise<void> {
    const local = uris.filter(hasPath);
    if (local.length < uris.length)
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Only files and folders on the disk of this machine can be scanned.'),
      );
    if (local.length > 0) await this.start(requestFor(local));
  }

  /** Scans again what was scanned last; only what has changed is read. */
  async rescan(): Promise<void> {
    const { request } = this.session;
    if (request) await this.start({ ...request, countDeliveries: readSettings().countDeliveries });
  }

  /** The zone of times that name none, in the last scan. */
  get timeZone(): string {
    return this.session.request?.timeZone ?? '';
  }

  /** Reads again what was scanned last, times that name no zone in another one. */
  async rescanIn(timeZone: string): Promise<void> {
    const { request } = this.session;
    if (request) await this.start({ ...request, timeZone });
  }

  /** Ends the running scan, keeps what it has found, and starts none that waits. */
  cancel(): void {
    this.queued = undefined;
    this.session.cancel();
  }

  /** Forgets what was found, and what was to be scanned. */
  clear(): void {
    this.queued = undefined;
    this.session.clear();
  }

  /** Takes a file out of the results, as if it had not been scanned. */
  async remove(file: string): Promise<void> {
    const { request, snapshot } = this.session;
    const scanned = new Set(snapshot?.files.map((each) => each.path));
    // An archive was scanned as a whole, and goes as a whole.
    const path = pathBehind(file, (each) => scanned.has(each)) ?? file;
    if (request) await this.start({ ...request, removed: [...request.removed, path] });
  }

  private async start(request: ScanRequest): Promise<void> {
    if (this.running) {
      const choice = await askAboutRunning();
      if (choice === undefined) return;
      if (choice === 'queue' && this.session.isRunning) {
        this.queued = joined(this.queued ?? this.session.request ?? request, request);
        return;
      }
      this.cancel();
      await this.running;
    }
    this.running = this.run(request);
    await this.running;
  }

  private async run(request: ScanRequest): Promise<void> {
    setRunning(true);
    for (let next: ScanRequest | undefined = request; next; next = this.takeQueued()) {
      if (!(await readyForWorker(next))) continue;
      const scan = this.session.scan(next, new ScanRecord(next.timeZone, this.session.snapshot));
      showProgress(this.session, scan, () => this.cancel());
      this.tell(await scan);
    }
    setRunning(false);
    this.running = undefined;
  }

  private takeQueued(): ScanRequest | undefined {
    const { queued } = this;
    this.queued = undefined;
    return queued;
  }

  private tell({ snapshot, failure, slow }: ScanEnd): void {
    if (slow !== undefined) this.problems.note(vscode.l10n.t('The scan took longer than it should.'), slow);
    if (failure !== undefined)
      this.problems.show(
        vscode.l10n.t('The scan ended early. The results hold what it had found by then.'),
        failure,
      );
    else this.tellUnread(snapshot);
  }

  private tellUnread({ files }: ScanSnapshot): void {
    const unread = files.filter(({ problem }) => problem !== undefined);
    if (unread.length === 0) return;
    const named = unread.slice(0, mostNamed).map(({ path, problem }) => `${path}: ${problem}`);
    this.problems.warn(
      vscode.l10n.t(
        'Files that could not be read to their end: {0}. The results name them.',
        countText(unread.length),
      ),
      named.join('\n'),
    );
  }
}

function setRunning(running: boolean): void {
  void vscode.commands.executeCommand('setContext', contextKeys.scanRunning, running);
}

/** Asks what to do while a scan is running; undefined to leave all as it is. */
async function askAboutRunning(): Promise<'replace' | 'queue' | undefined> {
  const replace = vscode.l10n.t('Stop It and Scan This');
  const queue = vscode.l10n.t('Scan This Afterward');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('A scan is running.'),
    { modal: true },
    replace,
    queue,
  );
  if (choice === replace) return 'replace';
  return choice === queue ? 'queue' : undefined;
}
