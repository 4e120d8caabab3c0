import type * as vscode from 'vscode';
import type { Problems } from '../problems';
import type { Knowledge } from './knowledge';

/** What every feature works with. */
export interface Services {
  readonly context: vscode.ExtensionContext;
  readonly problems: Problems;
  readonly knowledge: Knowledge;
}
