import * as vscode from 'vscode';
import { Feature } from '../shared/feature';
import { onSettingsChange } from '../shared/settings';
import type { AssistantsFeature, AssistantsServices } from './createAssistants';
import { registerMcpServer } from './mcpServer';

/** Registers what assistants may ask, as tools of the editor and as a server; either only where this VS Code has such. */
export function registerAssistants(services: AssistantsServices): vscode.Disposable {
  const { extension } = services.context;
  const feature: Feature<AssistantsFeature> = new Feature(async () =>
    (await import('./createAssistants')).createAssistants(services),
  );
  const changed = new vscode.EventEmitter<void>();
  const lm: Partial<typeof vscode.lm> | undefined = vscode.lm;
  const tools: readonly { readonly name: string }[] = extension.packageJSON.contributes.languageModelTools;
  return vscode.Disposable.from(
    feature,
    changed,
    onSettingsChange(() => changed.fire()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => changed.fire()),
    ...tools.flatMap(
      ({ name }) =>
        lm?.registerTool?.(name, {
          prepareInvocation: async ({ input }) => (await feature.load()).prepare(name, input),
          invoke: async ({ input }, token) => (await feature.load()).invoke(name, input, token),
        }) ?? [],
    ),
    ...registerMcpServer(services, changed.event),
  );
}
