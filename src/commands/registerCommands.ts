import * as vscode from 'vscode';
import type { Problems } from '../problems';

/**
 * Registers commands so that whatever goes wrong in one is told to the person once. From a menu they get what it was
 * opened on, and all that is selected there.
 */
export function registerCommands(
  problems: Problems,
  commands: Readonly<Record<string, (argument?: unknown, selection?: unknown) => unknown>>,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([id, run]) =>
      vscode.commands.registerCommand(id, (argument?: unknown, selection?: unknown) =>
        problems.attempt(() => run(argument, selection)),
      ),
    ),
  );
}
