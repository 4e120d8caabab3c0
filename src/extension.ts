import * as vscode from 'vscode';
import { registerAssistants } from './assistants/registerAssistants';
import { registerChecklist } from './incidents/registerChecklist';
import { registerReading } from './reading/registerReading';
import { registerScanning } from './scanning/registerScanning';
import { type CommandsOf, commandsByFeature } from './shared/commandIds';
import { createKnowledge } from './shared/knowledge';
import { Problems } from './shared/problems';
import { registerCommands } from './shared/registerCommands';
import { TickBoard } from './shared/tickBoard';

/** What is still to be written when VS Code ends. */
let saved: (() => Promise<void>) | undefined;

/** Registers every feature; what does their work is loaded when somebody first needs it. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('NDR Lens', { log: true });
  const problems = new Problems(log);
  const ticks = new TickBoard();
  const services = { context, problems, knowledge: createKnowledge(vscode.env.language), ticks };
  const reading = registerReading(services);
  const scanning = registerScanning({ ...services, reading: reading.feature });
  const incidents = registerChecklist({
    ...services,
    reading: reading.feature,
    scans: scanning.session,
    board: scanning.board,
  });
  const { extension, ...features } = commandsByFeature;
  const own: CommandsOf<'extension'> = {
    [extension.showLog]: () => log.show(),
    [extension.openTerminal]: async () =>
      (await import('./shared/commandTerminal')).openCommandTerminal(context),
  };

  saved = incidents.saved;
  context.subscriptions.push(
    log,
    ticks,
    reading,
    scanning,
    incidents,
    registerAssistants({ ...services, checklist: incidents.checklist }),
    registerCommands(problems, Object.values(extension), async () => ({ commands: own })),
    registerCommands(problems, Object.values(features.reading), () => reading.feature.load()),
    registerCommands(problems, Object.values(features.scanning), () => scanning.feature.load()),
    registerCommands(problems, Object.values(features.checklist), () => incidents.checklist.load()),
    registerCommands(problems, Object.values(features.incidents), () => incidents.work.load()),
  );
}

/** VS Code waits for this. It ends what is registered right after it has asked, which may have something left to write. */
export async function deactivate(): Promise<void> {
  await Promise.resolve();
  await saved?.();
}
