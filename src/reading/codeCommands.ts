import * as vscode from 'vscode';
import { parseReference } from '../core/code/codeReference';
import type { Hits } from '../documents/hits';
import { type CommandsOf, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { pickCode } from '../shared/pickCode';
import { referenceTo } from './codeReference';
import type { ExplanationPanel } from './explanationPanel';
import { goToCode } from './navigation';
import type { ReadableNdrs } from './readableNdr';

/** What the commands about codes work with. */
export interface CodeServices {
  readonly extensionUri: vscode.Uri;
  readonly hits: Hits;
  readonly knowledge: Knowledge;
  readonly panel: ExplanationPanel;
  readonly readable: ReadableNdrs;
}

/** A bounce with made-up names, which is packed with the extension. */
const sampleBounce = 'samples/bounces/5.7.705-compromised-account.eml';

/** The commands about codes, by id. */
export function codeCommands({
  extensionUri,
  hits,
  knowledge,
  panel,
  readable,
}: CodeServices): CommandsOf<'reading'> {
  return {
    [commandIds.explain]: async (argument) => {
      const reference = parseReference(argument);
      if (!reference) return;
      await hideHover();
      await panel.show(reference, isFromHover(argument));
    },
    [commandIds.openReadableNdr]: (argument) => openReadable(readable, argument),
    [commandIds.openSample]: async () => {
      await vscode.commands.executeCommand('vscode.open', vscode.Uri.joinPath(extensionUri, sampleBounce));
      goToCode(hits, 'next');
    },
    [commandIds.explainAtCursor]: () => explainAtCursor(hits, panel),
    [commandIds.explainAnyCode]: () => explainAnyCode(knowledge, panel),
    [commandIds.nextCode]: () => goTo(hits, 'next'),
    [commandIds.previousCode]: () => goTo(hits, 'previous'),
  };
}

/** A link in the hover is followed to read on in the panel; one in the text, to go on in the text. */
function isFromHover(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'isFromHover' in argument;
}

/** A hover whose link was followed by keyboard would stay over what it opened. */
async function hideHover(): Promise<void> {
  const command = 'editor.action.hideHover';
  if ((await vscode.commands.getCommands(true)).includes(command))
    await vscode.commands.executeCommand(command);
}

/** Opens the readable form of the file that a menu names, or of the active document. */
async function openReadable(readable: ReadableNdrs, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  if (uri) await readable.open(uri);
}

/** Explains the code at the cursor, or the first one on the cursor's line. */
async function explainAtCursor(hits: Hits, panel: ExplanationPanel): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const { document, selection } = editor;
  const { line } = selection.active;
  const hit =
    hits.at(document, selection.active) ??
    hits.in(document).find(({ start }) => document.positionAt(start).line === line);
  if (hit) return panel.show(referenceTo(document, hit));
  const next = vscode.l10n.t('Go to Next Code');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no 5.7.7xx code on the line of the cursor.'),
    ...(hits.in(document).length > 0 ? [next] : []),
  );
  if (choice === next) goTo(hits, 'next');
}

function goTo(hits: Hits, direction: 'next' | 'previous'): void {
  if (!goToCode(hits, direction))
    void vscode.window.showInformationMessage(vscode.l10n.t('There is no 5.7.7xx code in this document.'));
}

/** Lets the person choose a code when none is at hand, as when the admin reads it out from a phone. */
async function explainAnyCode(knowledge: Knowledge, panel: ExplanationPanel): Promise<void> {
  const code = await pickCode(knowledge, vscode.l10n.t('Which code do you want explained?'));
  if (code !== undefined) await panel.show({ code });
}
