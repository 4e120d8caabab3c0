import * as vscode from 'vscode';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { LogEvent } from '../core/logs/formats/event';
import { asJson, asRows, rowHeader } from '../core/results/resultRows';
import type { ResultsModel } from '../core/results/resultsModel';

/** Events turned into text before other work has its turn. */
const eventsAtOnce = 1000;

/** Asks for a file and writes the results that are shown into it, as CSV or JSON by the name that the person gives. */
export async function exportResults(model: ResultsModel, snapshot: ScanSnapshot): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    filters: { CSV: ['csv'], JSON: ['json'] },
    title: vscode.l10n.t('Export the Results'),
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, 'ndr-lens-results.csv') } : {}),
  });
  if (!target) return;
  const isJson = /\.json$/i.test(target.path);
  await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t('Exporting the results') },
    async () => {
      const text = isJson ? json(model, snapshot) : csv(model);
      await vscode.workspace.fs.writeFile(target, await encoded(text));
    },
  );
  const open = vscode.l10n.t('Open');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('Results exported: {0}', model.shown),
    open,
  );
  if (choice === open) await vscode.commands.executeCommand('vscode.open', target);
}

function* csv(model: ResultsModel): Generator<string> {
  // The mark tells Excel that it is UTF-8.
  yield `\ufeff${rowHeader()}`;
  for (const { events } of model.groups)
    for (let from = 0; from < events.length; from += eventsAtOnce)
      yield asRows(events.slice(from, from + eventsAtOnce));
}

function json(model: ResultsModel, { dropped, files, summary }: ScanSnapshot): Generator<string> {
  const events: LogEvent[] = model.groups.flatMap((group) => group.events);
  return asJson(events, { filter: model.view.filter, dropped, files, summary }, eventsAtOnce);
}

async function encoded(pieces: Iterable<string>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for (const piece of pieces) {
    parts.push(Buffer.from(piece));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Buffer.concat(parts);
}
