import * as vscode from 'vscode';
import type { Command } from './commandIds';
import type { Problems } from './problems';

/**
 * Registers the commands of a feature, which is loaded by the first of them. Whatever goes wrong in one, or in loading, is
 * told to the person once.
 */
export function registerCommands<Id extends string>(
  problems: Problems,
  ids: readonly Id[],
  load: () => Promise<{ readonly commands: Readonly<Record<Id, Command>> }>,
): vscode.Disposable {
  return vscode.Disposable.from(
    ...ids.map((id) =>
      vscode.commands.registerCommand(id, (argument?: unknown, selection?: unknown) =>
        problems.attempt(async () => (await load()).commands[id](argument, selection)),
      ),
    ),
  );
}
