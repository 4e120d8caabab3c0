import * as vscode from 'vscode';
import { type Command, commandIds } from '../shared/commandIds';
import type { Excerpts } from './excerpts';
import { rowAtCursor } from './followEditor';
import { type EventNode, placeOf } from './resultNodes';
import type { ResultPlaces } from './resultPlaces';
import type { ResultStructure } from './resultStructure';
import type { ResultsView } from './resultsView';
import { eventBeside } from './resultWalk';

/** What going from result to result works with. */
export interface ResultStepServices {
  readonly results: ResultsView;
  readonly places: ResultPlaces;
  readonly structure: ResultStructure;
  readonly excerpts: Excerpts;
}

/** The commands that open the result behind or before the one at hand, in the order of the rows. */
export function stepCommands(services: ResultStepServices) {
  const { results, places, structure } = services;
  let last: EventNode | undefined;
  const step = async (direction: 'next' | 'previous') => {
    const row = eventBeside(structure, atHand(services, last), direction);
    const place = row && placeOf(row);
    if (!row || !place) return;
    last = row;
    await places.open({ ...place, takesFocus: true });
    if (results.isVisible) await results.select(row);
  };
  return {
    [commandIds.nextResult]: () => step('next'),
    [commandIds.previousResult]: () => step('previous'),
  } satisfies Record<string, Command>;
}

/** The result that the cursor is on, or else the row that is selected. @param last of several on one line, the one come to last */
function atHand(
  { results, structure, excerpts }: ResultStepServices,
  last: EventNode | undefined,
): EventNode | undefined {
  const editor = vscode.window.activeTextEditor;
  const atCursor = editor && rowAtCursor(editor, structure, excerpts);
  if (atCursor) return last && isOnLineOf(last, atCursor) ? last : atCursor;
  const [row] = results.selection;
  if (row?.kind === 'hit') return row.parent;
  return row?.kind === 'event' ? row : undefined;
}

function isOnLineOf({ event: one }: EventNode, { event: other }: EventNode): boolean {
  return one.file === other.file && one.line === other.line;
}
