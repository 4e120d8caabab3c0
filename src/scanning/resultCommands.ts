import * as vscode from 'vscode';
import type { EventFilter } from '../core/logs/figures/eventFilter';
import type { LogEvent } from '../core/logs/formats/event';
import { groupings } from '../core/results/grouping';
import { asRows, asTextLine, rowHeader } from '../core/results/resultRows';
import type { ResultsModel } from '../core/results/resultsModel';
import { type Command, commandIds } from '../shared/commandIds';
import { countText } from '../shared/mailCounts';
import { eventsOf, fileOf, isResultNode, isResultPlace, placeOf, type ResultNode } from './resultNodes';
import type { ResultPlaces } from './resultPlaces';
import { exportResults } from './resultsExport';
import type { ResultsView } from './resultsView';
import { groupingName } from './resultTexts';
import type { ScanRunner } from './scanRunner';
import type { ScanSession } from './scanSession';

/** What the commands about results work with. */
export interface ResultServices {
  readonly session: ScanSession;
  readonly runner: ScanRunner;
  readonly results: ResultsView;
  readonly model: ResultsModel;
  readonly places: ResultPlaces;
}

/** The commands about results, by id. */
export function resultCommands(services: ResultServices) {
  const { session, runner, results, model, places } = services;
  const rows = (argument: unknown, selection: unknown): readonly ResultNode[] => {
    if (Array.isArray(selection)) return selection.filter(isResultNode);
    return isResultNode(argument) ? [argument] : results.selection;
  };
  return {
    [commandIds.groupResults]: () => chooseGrouping(results, model),
    [commandIds.filterResults]: () => typeFilter(results, model),
    [commandIds.clearResultsFilter]: () => results.setFilter({}),
    [commandIds.openResult]: async (argument) => {
      const [row] = rows(argument, undefined);
      const place = isResultPlace(argument) ? argument : row && placeOf(row);
      if (place) await places.open(place);
    },
    [commandIds.copyResults]: (argument, selection) =>
      copy(rows(argument, selection), '', (events) => `${events.map(asTextLine).join('\n')}\n`),
    [commandIds.copyResultsAsTable]: (argument, selection) =>
      copy(rows(argument, selection), rowHeader('\t'), (events) => asRows(events, '\t')),
    [commandIds.exportResults]: () => session.snapshot && exportResults(model, session.snapshot),
    [commandIds.removeFromResults]: async (argument) => {
      const [row] = rows(argument, undefined);
      const file = row && fileOf(row);
      if (file !== undefined) await runner.remove(file);
    },
  } satisfies Record<string, Command>;
}

async function chooseGrouping(results: ResultsView, model: ResultsModel): Promise<void> {
  const items = groupings.map((grouping) => ({
    label: groupingName(grouping),
    picked: grouping === model.view.grouping,
    ...(grouping === model.view.grouping ? { description: vscode.l10n.t('as now') } : {}),
    grouping,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Group the results by'),
  });
  if (choice) await results.setGrouping(choice.grouping);
}

/** Filters while the person types, and goes back to the filter from before on Escape. */
async function typeFilter(results: ResultsView, model: ResultsModel): Promise<void> {
  const { filter: before } = model.view;
  const box = vscode.window.createInputBox();
  box.value = before.words ?? '';
  box.placeholder = vscode.l10n.t('Words that the results must have, such as a sender or a server');
  box.prompt = vscode.l10n.t('Filters while you type');
  let isKept = false;
  const closed = new Promise<void>((resolve) => {
    box.onDidChangeValue((words) => results.setFilter(withWords(before, words)));
    box.onDidAccept(() => {
      isKept = true;
      box.hide();
    });
    box.onDidHide(() => resolve());
  });
  box.show();
  await closed;
  box.dispose();
  if (!isKept) await results.setFilter(before);
}

function withWords({ words: _, ...filter }: EventFilter, text: string): EventFilter {
  const words = text.trim();
  return words === '' ? filter : { ...filter, words };
}

/** Rows turned into text before other work has its turn. */
const rowsAtOnce = 2000;

async function copy(
  nodes: readonly ResultNode[],
  head: string,
  textOf: (events: readonly LogEvent[]) => string,
): Promise<void> {
  const events = [...new Set(nodes.flatMap(eventsOf))];
  if (events.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Select results first.'));
    return;
  }
  let text = head;
  for (let from = 0; from < events.length; from += rowsAtOnce) {
    text += textOf(events.slice(from, from + rowsAtOnce));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Results copied: {0}', countText(events.length)), 3000);
}
