import * as vscode from 'vscode';
import { confirmation } from '../core/assistant/confirmation';
import type { ToolSetting } from '../core/assistant/toolCall';
import { isToolName, type ToolName } from '../core/assistant/tools';
import { runOnThread } from '../core/assistant/toolThread';
import type { ChecklistFeature } from '../incidents/createChecklist';
import type { Feature } from '../shared/feature';
import type { Services } from '../shared/services';
import { readSettings } from '../shared/settings';
import { openFolders } from './openFolders';

/** What assistants need of the other features. */
export interface AssistantsServices extends Services {
  readonly checklist: Feature<ChecklistFeature>;
}

/** What is loaded when an assistant first asks. */
export interface AssistantsFeature extends vscode.Disposable {
  prepare(name: string, input: unknown): vscode.PreparedToolInvocation;
  /** @throws (by rejection) CancellationError */
  invoke(
    name: string,
    input: unknown,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult>;
}

export function createAssistants(services: AssistantsServices): AssistantsFeature {
  const { problems, knowledge, checklist } = services;
  const stopped = new AbortController();

  async function settingFor(name: ToolName): Promise<ToolSetting> {
    const { assistantsShowNames: namesShown, timeZone } = readSettings();
    const store = name === 'next_step' ? (await checklist.load()).store : undefined;
    return {
      folders: openFolders(),
      language: knowledge.language,
      namesShown,
      timeZone,
      incident: store?.isBegun ? store.incident : undefined,
    };
  }

  return {
    prepare(name, input) {
      const { language } = knowledge;
      const asked = confirmation(named(name), input, {
        language,
        namesShown: readSettings().assistantsShowNames,
      });
      // What a model wrote is no markup.
      const message = new vscode.MarkdownString().appendText(asked.message);
      return { invocationMessage: asked.title, confirmationMessages: { title: asked.title, message } };
    },

    async invoke(name, input, token) {
      const ended = new AbortController();
      const cancelled = token.onCancellationRequested(() => ended.abort());
      try {
        const call = { name: named(name), input, setting: await settingFor(named(name)) };
        const { text, problem } = await runOnThread(call, AbortSignal.any([ended.signal, stopped.signal]));
        if (problem !== undefined) problems.note(`${name} failed.`, problem);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
      } catch (error) {
        if (ended.signal.aborted || stopped.signal.aborted) throw new vscode.CancellationError();
        throw error;
      } finally {
        cancelled.dispose();
      }
    },

    dispose: () => stopped.abort(),
  };
}

/** @throws Error for a name that the manifest does not have either */
function named(name: string): ToolName {
  if (!isToolName(name)) throw new Error(`There is no tool ${name}.`);
  return name;
}
