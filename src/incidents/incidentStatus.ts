import * as vscode from 'vscode';
import { printable } from '../core/code/printable';
import type { BlockStateText } from '../core/diagnosis/blockState';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { blockedText } from '../shared/mailCounts';
import type { IncidentStore } from './incidentStore';

/** Says in the status bar how many mails are blocked, whether mail is delivered again, and how far the steps are, while an incident is open. */
export class IncidentStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('ndrLens.incident');
  private readonly subscription: vscode.Disposable;
  private block: BlockStateText | undefined;

  constructor(
    private readonly knowledge: Knowledge,
    private readonly store: IncidentStore,
  ) {
    this.item.name = vscode.l10n.t('Incident');
    this.item.command = commandIds.openChecklist;
    this.subscription = store.onDidChange(() => void this.show());
    void this.show();
  }

  /** @param block what was concluded last; undefined where nothing was known of refusals */
  showBlock(block: BlockStateText | undefined): void {
    this.block = block;
    void this.show();
  }

  private get isWanted(): boolean {
    return this.store.file !== undefined && this.store.isOpen;
  }

  private async show(): Promise<void> {
    // The catalogue is read where there is an incident only: this also runs when the editor starts.
    const loaded = this.isWanted && (await this.knowledge.load());
    if (!(loaded && this.isWanted)) {
      this.item.hide();
      return;
    }
    const { progress, steps } = loaded;
    const { incident } = this.store;
    const { done, total } = progress(steps, incident.ticks);
    const { scan, title } = incident;
    const blocked = scan ? [blockedText(scan.blocked)] : [];
    const again = scan && this.block?.short !== undefined ? [this.block.short] : [];
    const say = (how: string) => [...blocked, ...again, how].join(' · ');
    this.item.text = `$(checklist) NDR: ${say(vscode.l10n.t('{0} of {1}', done, total))}`;
    const unread = vscode.l10n.t(
      'Whether the block is lifted is unknown: no log that says so has been scanned.',
    );
    const counted = say(vscode.l10n.t('{0} of {1} done', done, total));
    const whole = [printable(title), counted, this.block?.sentence ?? unread].join('\n');
    this.item.tooltip = whole;
    this.item.accessibilityInformation = { label: `NDR Lens: ${whole}` };
    this.item.show();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }
}
