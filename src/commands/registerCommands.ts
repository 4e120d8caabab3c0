import * as vscode from 'vscode';
import type { Command } from '../commandIds';
import type { Problems } from '../problems';

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
      vscode.commands.registerCommand(id, async (argument?: unknown, selection?: unknown) => {
        try {
          await (await load()).commands[id](argument, selection);
        } catch (error) {
          problems.show(vscode.l10n.t('NDR Lens could not do this. The log says why.'), error);
        }
      }),
    ),
  );
}
