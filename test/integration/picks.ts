import * as vscode from 'vscode';
import { until } from './window';

export const accept = 'workbench.action.acceptSelectedQuickOpenItem';
export const next = 'workbench.action.quickOpenSelectNext';
export const toggle = 'workbench.action.quickPickManyToggle';

/**
 * Hears of each quick pick that the extension shows; no event tells that one is open. The tests stand below the
 * extension's folder, so VS Code gives them the extension's own API.
 */
export class QuickPicks implements vscode.Disposable {
  private shown = 0;
  private answered = 0;
  private readonly show = vscode.window.showQuickPick;

  constructor() {
    // Whatever takes the focus meanwhile, a view that is revealed late or another window, must not close it.
    const showQuickPick = (
      rows: readonly vscode.QuickPickItem[],
      options?: vscode.QuickPickOptions,
      token?: vscode.CancellationToken,
    ) => {
      let isNew = true;
      const hear = () => {
        if (isNew) this.shown += 1;
        isNew = false;
      };
      // A row that has the focus is there; where many can be chosen, none has it at first.
      const choice = this.show(rows, { ...options, ignoreFocusOut: true, onDidSelectItem: hear }, token);
      if (options?.canPickMany) hear();
      return choice;
    };
    Object.assign(vscode.window, { showQuickPick });
  }

  /** Waits until the next one is shown, and gives it commands, one after the other. */
  async answer(...commands: readonly string[]): Promise<void> {
    await until('a quick pick', () => this.shown > this.answered);
    this.answered += 1;
    // What the window is asked now, it answers after it has taken the rows.
    await vscode.commands.executeCommand('setContext', 'ndrLensTests.picks', this.answered);
    for (const command of commands) await vscode.commands.executeCommand(command);
  }

  dispose(): void {
    Object.assign(vscode.window, { showQuickPick: this.show });
  }
}
