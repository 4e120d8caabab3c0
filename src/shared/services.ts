import type * as vscode from 'vscode';
import type { Knowledge } from './knowledge';
import type { Problems } from './problems';
import type { TickBoard } from './tickBoard';

/** What every feature works with. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly problems: Problems;
  readonly knowledge: Knowledge;
  readonly ticks: TickBoard;
}
