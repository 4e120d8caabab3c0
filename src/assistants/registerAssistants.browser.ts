import * as vscode from 'vscode';
import type { registerAssistants as onNode } from './registerAssistants';

/** What assistants ask is answered on a thread that reads files, which a browser has not. */
export const registerAssistants: typeof onNode = () => new vscode.Disposable(() => undefined);
