import * as vscode from 'vscode';
import { languageOf } from '../core/code/language';
import { shownTime } from '../core/code/shownTime';
import { commandIds } from '../shared/commandIds';
import type { CreatedReport, ReportShelf } from './reportShelf';

/** Offers what can be done with a report that was created just now. */
export async function offerToSave(report: CreatedReport): Promise<void> {
  const asHtml = vscode.l10n.t('Save as HTML…');
  const asMarkdown = vscode.l10n.t('Save as Markdown…');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('The report is open. Read it before you send it.'),
    asHtml,
    asMarkdown,
  );
  if (choice === asHtml) await saveHtml(report);
  if (choice === asMarkdown) await saveMarkdown(report);
}

/**
 * Asks how to save or print a report: the one that a menu names or that is in front, or else the last of the incident at hand.
 * All of them are as the report was created, whatever was written into its document since.
 */
export async function saveReport(shelf: ReportShelf, incidentId: string, argument: unknown): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  const report = (uri && shelf.openAt(uri.toString())) ?? (await shelf.of(incidentId));
  if (!report) return offerToCreate();
  const choice = await vscode.window.showQuickPick(
    [
      {
        label: `$(device-desktop) ${vscode.l10n.t('Open in the Browser to Print')}`,
        detail: vscode.l10n.t('The browser prints it, or saves it as PDF.'),
        act: () => print(shelf, incidentId, report),
      },
      {
        label: `$(file-code) ${vscode.l10n.t('Save as HTML…')}`,
        detail: vscode.l10n.t('One page that needs nothing else, to read and to print.'),
        act: () => saveHtml(report),
      },
      {
        label: `$(markdown) ${vscode.l10n.t('Save as Markdown…')}`,
        detail: vscode.l10n.t('Text to paste into a ticket.'),
        act: () => saveMarkdown(report),
      },
      {
        label: `$(go-to-file) ${vscode.l10n.t('Open in the editor')}`,
        detail: vscode.l10n.t('As it was created, without later changes.'),
        act: () => openReport(shelf, incidentId, report, vscode.ViewColumn.Active),
      },
    ],
    {
      title: vscode.l10n.t(
        'Support Case Report, created {0}',
        shownTime(report.at, languageOf(vscode.env.language)),
      ),
    },
  );
  await choice?.act();
}

/** Opens a report as a document that belongs to no file yet. */
export async function openReport(
  shelf: ReportShelf,
  incidentId: string,
  report: CreatedReport,
  viewColumn: vscode.ViewColumn,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'markdown',
    content: report.markdown,
  });
  await vscode.window.showTextDocument(document, { viewColumn, preview: false });
  await shelf.opened(document.uri.toString(), incidentId, report);
}

async function offerToCreate(): Promise<void> {
  const create = vscode.l10n.t('Create');
  const choice = await vscode.window.showInformationMessage(
    vscode.l10n.t('No report of this incident has been created yet.'),
    create,
  );
  if (choice === create) await vscode.commands.executeCommand(commandIds.createCaseReport);
}

/** A browser opens files of its own machine only: anywhere else the page is saved first. */
async function print(shelf: ReportShelf, incidentId: string, report: CreatedReport): Promise<void> {
  const isHere = vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (!isHere) return saveHtml(report);
  await vscode.env.openExternal(vscode.Uri.file(await shelf.pageFile(incidentId, report)));
}

async function saveMarkdown({ markdown }: CreatedReport): Promise<void> {
  await save('md', markdown);
}

async function saveHtml({ html }: CreatedReport): Promise<void> {
  const target = await save('html', html);
  if (!target) return;
  const open = vscode.l10n.t('Open in the Browser to Print');
  const choice = await vscode.window.showInformationMessage(vscode.l10n.t('The report was saved.'), open);
  if (choice === open) await vscode.env.openExternal(target);
}

async function save(extension: 'html' | 'md', content: string): Promise<vscode.Uri | undefined> {
  const name = `${vscode.l10n.t('support-case')}.${extension}`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const target = await vscode.window.showSaveDialog({
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
    filters: extension === 'html' ? { HTML: ['html'] } : { Markdown: ['md'] },
  });
  if (target) await vscode.workspace.fs.writeFile(target, Buffer.from(content));
  return target;
}
