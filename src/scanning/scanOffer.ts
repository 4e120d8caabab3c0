import { basename } from 'node:path';
import picomatch from 'picomatch';
import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import { mailFileGlobs } from '../core/files/mailFile';
import { pathOf } from '../shared/filePaths';
import { readSettings } from '../shared/settings';
import type { ScanRunner } from './scanRunner';
import type { ScanSession } from './scanSession';

/** Offers to scan a file that the editor cannot look into, once for each. */
export class ScanOffer {
  private readonly offered = new Set<string>();
  private readonly isMailFile = picomatch([...mailFileGlobs], { dot: true, nocase: true });

  constructor(
    private readonly session: ScanSession,
    private readonly runner: ScanRunner,
  ) {}

  async offer(uri: vscode.Uri): Promise<void> {
    const name = basename(pathOf(uri));
    if (!readSettings().scanOffer || this.offered.has(pathOf(uri))) return;
    if (this.session.snapshot?.files.some(({ path }) => path === pathOf(uri))) return;
    if (!this.isMailFile(name.replace(/\.(?:gz|xz|zip|zst)$/i, ''))) return;
    this.offered.add(pathOf(uri));
    const scan = vscode.l10n.t('Scan');
    const never = vscode.l10n.t('Never Ask');
    const choice = await vscode.window.showInformationMessage(
      vscode.l10n.t('The editor cannot mark codes in {0}. Scan it for 5.7.7xx codes?', printable(name)),
      scan,
      vscode.l10n.t('Not Now'),
      never,
    );
    if (choice === scan) await this.runner.scan([uri]);
    if (choice === never)
      await vscode.workspace
        .getConfiguration('ndrLens')
        .update('scan.offer', false, vscode.ConfigurationTarget.Global);
  }
}
