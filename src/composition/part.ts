import type * as vscode from 'vscode';
import type { Knowledge } from '../knowledgeLoader';
import type { Problems } from '../problems';

/** A part of the product, put together: what it registers ends with it, and its commands are registered with all others. */
export interface Part extends vscode.Disposable {
  readonly commands: Readonly<Record<string, (argument?: unknown, selection?: unknown) => unknown>>;
}

/** What every part works with. */
export interface Ground {
  readonly context: vscode.ExtensionContext;
  readonly problems: Problems;
  readonly knowledge: Knowledge;
}
