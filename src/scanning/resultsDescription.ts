import * as vscode from 'vscode';
import type { ScanSnapshot } from '../core/logs/figures/snapshot';
import type { ResultsModel } from '../core/results/resultsModel';
import { count, filterText, groupingName } from './resultTexts';
import { startMessage } from './startRows';

/** What stands in the title of the results and above them. */
export interface ResultsDescription {
  readonly description: string;
  readonly message: string;
}

export function describeResults(model: ResultsModel, snapshot: ScanSnapshot | undefined): ResultsDescription {
  if (!snapshot) return { description: '', message: startMessage() };
  const { shown, total, isFiltered, view } = model;
  const number = isFiltered ? vscode.l10n.t('{0} of {1}', count(shown), count(total)) : count(total);
  return {
    description: `${number} · ${groupingName(view.grouping)}`,
    message: [...stateLines(snapshot, total), ...(isFiltered ? [filterLine(model)] : [])].join('\n'),
  };
}

function stateLines({ state, files, dropped }: ScanSnapshot, total: number): string[] {
  const lines: string[] = [];
  if (state === 'cancelled')
    lines.push(vscode.l10n.t('The scan was cancelled. This is what it had found by then.'));
  if (total === 0 && state === 'complete')
    lines.push(vscode.l10n.t('No 5.7.7xx code was found. Files read: {0}', count(files.length)));
  if (dropped > 0)
    lines.push(vscode.l10n.t('Too many to list: {0} more are counted and not shown.', count(dropped)));
  return lines;
}

function filterLine({ view, shown }: ResultsModel): string {
  const text = vscode.l10n.t('Filter: {0}', filterText(view));
  return shown === 0 ? `${text}\n${vscode.l10n.t('No result matches the filter.')}` : text;
}
