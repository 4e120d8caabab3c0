import * as vscode from 'vscode';
import { findPowerShell, isPowerShell } from './powerShell';

/** How long a new terminal may take until it shows its prompt, in milliseconds; without shell integration nobody tells. */
const patience = 4000;

/** Types a command into a terminal whose shell understands it, one that is open where there is one. It is not run. */
export async function typeInto(shell: 'PowerShell' | 'any', command: string): Promise<void> {
  const terminal = shell === 'any' ? (vscode.window.activeTerminal ?? newTerminal()) : powerShellTerminal();
  if (!terminal) {
    await vscode.env.clipboard.writeText(command);
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'PowerShell was not found on this machine. The command was copied: paste it where PowerShell runs.',
      ),
    );
    return;
  }
  terminal.show();
  await promptOf(terminal);
  terminal.sendText(command, false);
}

function powerShellTerminal(): vscode.Terminal | undefined {
  const { activeTerminal, terminals } = vscode.window;
  const open = [...(activeTerminal ? [activeTerminal] : []), ...terminals].find(runsPowerShell);
  if (open) return open;
  const shellPath = findPowerShell();
  return shellPath === undefined ? undefined : newTerminal({ name: 'PowerShell', shellPath });
}

function runsPowerShell({ name, creationOptions, exitStatus }: vscode.Terminal): boolean {
  if (exitStatus !== undefined) return false;
  return (
    isPowerShell('shellPath' in creationOptions ? creationOptions.shellPath : undefined) || isPowerShell(name)
  );
}

const fresh = new WeakSet<vscode.Terminal>();

function newTerminal(options: vscode.TerminalOptions = {}): vscode.Terminal {
  const terminal = vscode.window.createTerminal(options);
  fresh.add(terminal);
  return terminal;
}

/** What is typed before the prompt is there stands twice. */
async function promptOf(terminal: vscode.Terminal): Promise<void> {
  if (!fresh.delete(terminal) || terminal.shellIntegration) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => end(), patience);
    const subscription = vscode.window.onDidChangeTerminalShellIntegration((change) => {
      if (change.terminal === terminal) end();
    });
    const end = () => {
      clearTimeout(timer);
      subscription.dispose();
      resolve();
    };
  });
}
