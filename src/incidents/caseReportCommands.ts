import * as vscode from 'vscode';
import type { Appendix, CaseMaterial } from '../core/caseReport/material';
import { type Language, languageName, languages } from '../core/code/language';
import type { Diagnosis } from '../core/diagnosis/diagnosis';
import { fileHash } from '../core/files/fileHash';
import type { Scans } from '../scanning/scans';
import { type Command, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import type { Problems } from '../shared/problems';
import type { IncidentStore } from './incidentStore';
import { offerToSave, openReport, saveReport } from './reportSaving';
import type { ReportShelf } from './reportShelf';

/** What the command about the case for Support works with. */
export interface CaseServices {
  readonly knowledge: Knowledge;
  readonly store: IncidentStore;
  readonly problems: Problems;
  /** Keeps what was chosen last. */
  readonly memory: vscode.Memento;
  readonly shelf: ReportShelf;
  /** Left out where nothing scans; then the report rests on the numbers kept with the incident. */
  readonly scans?: Pick<Scans, 'snapshot'>;
  /** What may be behind the block; left out where nothing concludes. */
  readonly diagnosis?: () => Promise<Diagnosis>;
}

const maskedKey = 'caseReport.masked';

interface Choices {
  readonly language: Language;
  readonly masked: boolean;
  readonly appendices: readonly Appendix[];
}

export function caseReportCommands(services: CaseServices) {
  return {
    [commandIds.createCaseReport]: () => createCaseReport(services),
    [commandIds.saveReport]: (argument) => saveReport(services.shelf, services.store.incident.id, argument),
  } satisfies Record<string, Command>;
}

/** Asks how the report is to be, opens it beside, keeps it as it is, and offers to save it. */
async function createCaseReport({
  knowledge,
  store,
  problems,
  memory,
  shelf,
  scans,
  diagnosis,
}: CaseServices): Promise<void> {
  const choices = await choose(knowledge.language, memory);
  if (!choices) return;
  const snapshot = scans?.snapshot;
  const hashes = choices.appendices.includes('files')
    ? await hashesOf(snapshot?.files.map(({ path }) => path) ?? [], problems)
    : [];
  if (!hashes) return;
  const material: CaseMaterial = {
    incident: store.incident,
    snapshot,
    diagnosis: await diagnosis?.(),
    hashes,
  };
  const { codeEntry, explain, fill, findingText, portalLink, steps, texts } = await knowledge.load();
  const { caseHtml, caseMarkdown, caseReport } = await import('../core/caseReport');
  const now = new Date();
  const blocks = caseReport(
    material,
    { codeEntry, explain, fill, findingText, portalLink, steps, texts: texts[choices.language] },
    { ...choices, now },
  );
  const report = {
    at: now.toISOString(),
    markdown: caseMarkdown(blocks, choices.language),
    html: caseHtml(blocks, choices.language),
  };
  await openReport(shelf, material.incident.id, report, columnBeside());
  await shelf.keep(material.incident.id, report);
  await offerToSave(report);
}

/** Beside what is open, if anything is; where columns are beside each other already, the last of them, since a third one is too narrow to read. */
function columnBeside(): vscode.ViewColumn {
  const { all } = vscode.window.tabGroups;
  if (all.every(({ tabs }) => tabs.length === 0)) return vscode.ViewColumn.Active;
  return all.length > 1 ? (all.at(-1)?.viewColumn ?? vscode.ViewColumn.Beside) : vscode.ViewColumn.Beside;
}

/** What was chosen last stands first; to begin with, what Support can use. */
function namings(masksFirst: boolean) {
  const real = {
    label: vscode.l10n.t('Show as they are'),
    detail: vscode.l10n.t('Microsoft Support needs the real names; others may not.'),
    masked: false,
  };
  const masked = {
    label: vscode.l10n.t('Mask'),
    detail: vscode.l10n.t(
      'Addresses, domains, IP addresses and subjects become pseudonyms, the same ones throughout.',
    ),
    masked: true,
  };
  return masksFirst ? [masked, real] : [real, masked];
}

async function choose(shown: Language, memory: vscode.Memento): Promise<Choices | undefined> {
  const title = vscode.l10n.t('Support Case Report');
  const offered = [shown, ...languages.filter((each) => each !== shown)];
  const named = offered.map((each) => ({ label: languageName(each), language: each }));
  const language = await vscode.window.showQuickPick(named, {
    title,
    placeHolder: vscode.l10n.t('In which language?'),
  });
  if (!language) return undefined;
  const masking = await vscode.window.showQuickPick(namings(memory.get(maskedKey) === true), {
    title,
    placeHolder: vscode.l10n.t('Mask addresses and names?'),
  });
  if (!masking) return undefined;
  await memory.update(maskedKey, masking.masked);
  const parts = await vscode.window.showQuickPick(
    [
      { label: vscode.l10n.t('Findings, row by row'), part: 'findings' as const },
      { label: vscode.l10n.t('Files with their SHA-256'), part: 'files' as const },
      { label: vscode.l10n.t('Codes found, by file and line'), part: 'hits' as const },
      { label: vscode.l10n.t('What the codes mean'), part: 'reading' as const },
    ],
    { title, placeHolder: vscode.l10n.t('Which appendices?'), canPickMany: true },
  );
  if (!parts) return undefined;
  return {
    language: language.language,
    masked: masking.masked,
    appendices: parts.map(({ part }) => part),
  };
}

/** Hashes of the scanned files as they are now; undefined when the person cancelled. */
async function hashesOf(
  paths: readonly string[],
  problems: Problems,
): Promise<{ file: string; sha256: string }[] | undefined> {
  if (paths.length === 0) return [];
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Computing SHA-256 of the scanned files');
  return vscode.window.withProgress({ location, title, cancellable: true }, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const hashes: { file: string; sha256: string }[] = [];
    for (const file of paths) {
      if (token.isCancellationRequested) return undefined;
      progress.report({ increment: 100 / paths.length });
      try {
        hashes.push({ file, sha256: await fileHash(file, stop.signal) });
      } catch (error) {
        // The report says itself that there is no hash.
        if (!token.isCancellationRequested)
          problems.note(vscode.l10n.t('{0} could not be read.', file), error);
      }
    }
    return hashes;
  });
}
