import * as vscode from 'vscode';
import { outlookScheme } from './outlookScheme';

/** The address of the document that shows the mail in an Outlook message. */
export function outlookUri(message: vscode.Uri): vscode.Uri {
  return vscode.Uri.from({ scheme: outlookScheme, path: `${message.path}.eml`, query: message.toString() });
}
