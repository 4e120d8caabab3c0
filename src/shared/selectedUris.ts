import * as vscode from 'vscode';

/** What a command was opened on in the Explorer, with all that is selected there, or what another command gave it; undefined for neither. */
export function selectedUris(argument: unknown, selection: unknown): vscode.Uri[] | undefined {
  const several = Array.isArray(selection) ? selection : Array.isArray(argument) ? argument : [argument];
  const uris = several.filter((each): each is vscode.Uri => each instanceof vscode.Uri);
  return uris.length > 0 ? uris : undefined;
}
