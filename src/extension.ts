import * as vscode from 'vscode';
import { commandIds } from './commandIds';
import { registerCommands } from './commands/registerCommands';
import { incidentPart } from './composition/incidentPart';
import { readingPart } from './composition/readingPart';
import { scansPart } from './composition/scansPart';
import { createKnowledge } from './knowledgeLoader';
import { Problems } from './problems';

/** What is still to be written when VS Code ends. */
let saved: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('NDR Lens', { log: true });
  const problems = new Problems(log);
  const ground = { context, problems, knowledge: createKnowledge(vscode.env.language) };
  const reading = readingPart(ground);
  const scanning = scansPart({ ...ground, hits: reading.hits });
  const incident = incidentPart({ ...ground, bounces: reading.bounces, scans: scanning.scans });

  saved = incident.saved;
  context.subscriptions.push(
    log,
    reading,
    scanning,
    incident,
    registerCommands(problems, {
      ...reading.commands,
      ...scanning.commands,
      ...incident.commands,
      [commandIds.showLog]: () => log.show(),
    }),
  );
}

/** VS Code waits for this. It ends what is registered right after it has asked, which may have something left to write. */
export async function deactivate(): Promise<void> {
  await Promise.resolve();
  await saved?.();
}
