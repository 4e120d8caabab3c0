import * as vscode from 'vscode';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { ResultsModel } from '../core/results/resultsModel';
import { countText } from '../shared/mailCounts';
import { filterText, groupingName, numbersText } from './resultTexts';
import { startMessage } from './startRows';

/** What stands in the title of the results and above them. */
export interface ResultsDescription {
  readonly description: string;
  readonly message: string;
}

export function describeResults(model: ResultsModel, snapshot: ScanSnapshot | undefined): ResultsDescription {
  if (!snapshot) return { description: '', message: startMessage() };
  return { description: groupedBy(model.view.grouping), message: message(model, snapshot) };
}

/** One line, whatever happens: rows must not move under the mouse. */
function message(model: ResultsModel, snapshot: ScanSnapshot): string {
  const { state, files, dropped, leftOut, timeZone } = snapshot;
  const { view, total, shown, isFiltered } = model;
  if (total === 0 && state === 'complete')
    return vscode.l10n.t('No 5.7.7xx code was found. Files read: {0}', countText(files.length));
  const parts = [
    ...(state === 'cancelled' ? [vscode.l10n.t('Canceled')] : []),
    ...(isFiltered ? [vscode.l10n.t('Filter: {0}', filterText(view.filter, timeZone))] : []),
    isFiltered && shown === 0
      ? vscode.l10n.t('No result matches the filter.')
      : shownNumbers(model, snapshot),
    ...(leftOut > 0 && !isFiltered ? [vscode.l10n.t('left out: {0}', countText(leftOut))] : []),
    ...(dropped > 0 ? [vscode.l10n.t('not listed: {0}', countText(dropped))] : []),
  ];
  return parts.join(' · ');
}

/** As the dashboard has them; while what a filter lets pass is not counted, its rows. */
function shownNumbers({ isFiltered, numbers, shown }: ResultsModel, { summary }: ScanSnapshot): string {
  const { blocked, mentions } = summary;
  const counted = isFiltered ? numbers : { blocked, mentioned: mentions };
  return counted ? numbersText(counted) : countText(shown);
}

function groupedBy(grouping: ResultsModel['view']['grouping']): string {
  return vscode.l10n.t('By {0}', groupingName(grouping).toLocaleLowerCase(vscode.env.language));
}
