import * as vscode from 'vscode';
import { accept, dismiss, restore } from '../core/incident/standing';
import { type Command, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { rowOf } from './checklistRow';
import type { IncidentStore } from './incidentStore';

/** The commands about findings, by id. Only a person runs them: a finding itself decides nothing. */
export function findingCommands({
  knowledge,
  store,
}: {
  readonly knowledge: Knowledge;
  readonly store: IncidentStore;
}) {
  return {
    [commandIds.dismissFinding]: async (argument) => {
      const finding = rowOf(argument)?.finding;
      if (!finding) return;
      const { findingText } = await knowledge.load();
      const reason = await vscode.window.showInputBox({
        title: findingText(finding, knowledge.language).title,
        prompt: vscode.l10n.t('Why does this finding not count? The reason is kept with the incident.'),
        validateInput: (text) =>
          text.trim() === '' ? vscode.l10n.t('A reason is needed: somebody will ask for it.') : undefined,
      });
      if (reason !== undefined)
        await store.edit((incident, by) => dismiss(incident, finding, reason.trim(), by));
    },
    [commandIds.restoreFinding]: async (argument) => {
      const finding = rowOf(argument)?.finding;
      if (finding) await store.edit((incident, by) => restore(incident, finding, by));
    },
    [commandIds.acceptFinding]: async (argument) => {
      const row = rowOf(argument);
      if (!row?.finding) return;
      const { actionKey } = await knowledge.load();
      const { step, finding } = row;
      const keys = step.actions.map((action) => actionKey(step, action));
      await store.edit((incident, by) => accept(incident, finding, keys, by));
    },
  } satisfies Record<string, Command>;
}
