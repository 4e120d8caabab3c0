import * as vscode from 'vscode';
import type { StatementSource } from '../core/knowledge/sources';
import type { StepId } from '../core/knowledge/types';
import type { AnswerForm } from '../core/verify/command';
import type { VerificationQuery } from '../core/verify/query';
import { type Command, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { rowOf } from './checklistRow';
import type { IncidentEvidenceReader } from './incidentEvidence';
import { openDraft } from './openDraft';
import { typeInto } from './terminals';

/** What the commands about verification queries work with. */
export interface VerifyServices {
  readonly knowledge: Knowledge;
  readonly evidence: IncidentEvidenceReader;
}

/** The commands about verification queries, by id. None of them runs a query. */
export function verifyCommands(services: VerifyServices) {
  return {
    [commandIds.copyCommand]: async (argument) => {
      const row = rowOf(argument);
      const { queriesFor } = await services.knowledge.load();
      const [query] = row?.action ? queriesFor(row.step.id, row.action.id) : [];
      if (query) await copy(services, query, 'screen');
    },
    [commandIds.showQueries]: async (argument) => {
      const row = rowOf(argument);
      if (row) await showQueries(services, row.step.id, row.action?.id);
      else {
        const step = await pickStep(services);
        if (step !== undefined) await showQueries(services, step);
      }
    },
    [commandIds.openVerificationScript]: (argument) => openScript(services, rowOf(argument)?.step.id),
  } satisfies Record<string, Command>;
}

async function pickStep({ knowledge }: VerifyServices): Promise<StepId | undefined> {
  const { queriesFor, steps, texts } = await knowledge.load();
  const items = steps
    .filter(({ id }) => queriesFor(id).length > 0)
    .map(({ id, title }) => ({ label: texts[knowledge.language][title.text], id }));
  const choice = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Which step do you want to verify?'),
  });
  return choice?.id;
}

/** Lets the person choose a query and then what to do with it. */
async function showQueries(services: VerifyServices, step: StepId, action?: string): Promise<void> {
  const { commandLine, incidentValues, queriesFor, verifyTexts } = await services.knowledge.load();
  const read = verifyTexts[services.knowledge.language];
  const values = incidentValues(await services.evidence.read());
  const items = queriesFor(step, action).map((query) => ({
    label: read[query.title.text],
    description: read[`kind.${query.kind}`],
    detail: withoutIcons(commandLine(query, values)),
    query,
  }));
  const all = { label: `$(file-code) ${openAllLabel()}`, query: undefined };
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, query: undefined };
  const choice = await vscode.window.showQuickPick<(typeof items)[number] | typeof all>(
    [...items, separator, all],
    { placeHolder: vscode.l10n.t('What do you want to ask?'), matchOnDescription: true, matchOnDetail: true },
  );
  if (choice?.query) await use(services, choice.query);
  else if (choice) await openScript(services, step);
}

/** VS Code would draw `$(name)` in a command as an icon. */
function withoutIcons(text: string): string {
  return text.replace(/\$\([\w~-]+\)/g, '\\$&');
}

const openAllLabel = () => vscode.l10n.t('Open all as one commented script');

async function use(services: VerifyServices, query: VerificationQuery): Promise<void> {
  const { answerForms, verifyTexts } = await services.knowledge.load();
  const read = verifyTexts[services.knowledge.language];
  const insert = {
    label: `$(terminal) ${vscode.l10n.t('Insert into the terminal')}`,
    description: vscode.l10n.t('it is not run'),
    act: () => insertIntoTerminal(services, query),
  };
  const sheet = {
    label: `$(go-to-file) ${vscode.l10n.t('Open in the editor')}`,
    description: vscode.l10n.t('what to look for, limits and sources'),
    act: () => openSheet(services, query),
  };
  const openInBrowser = {
    label: `$(link-external) ${vscode.l10n.t('Open in the browser')}`,
    description: '',
    act: () => openPage(services, query),
  };
  const choice = await vscode.window.showQuickPick(
    [
      ...answerForms(query).map((form) => ({
        label: `$(copy) ${copyLabels[form]()}`,
        description: '',
        act: () => copy(services, query, form),
      })),
      // There is no terminal for KQL, which runs in Defender or Sentinel, nor for a page.
      ...(query.kind === 'hunting' || query.kind === 'portal' ? [] : [insert]),
      ...(query.kind === 'portal' ? [openInBrowser] : []),
      sheet,
      { label: vscode.l10n.t('Limits and sources'), kind: vscode.QuickPickItemKind.Separator, act: () => {} },
      ...(await pages(services, query)),
    ],
    { title: read[query.title.text], placeHolder: read[query.lookFor.text] },
  );
  await choice?.act();
}

/** The pages a query rests on, each with the limits it states, to be opened in the browser. */
async function pages({ knowledge }: VerifyServices, query: VerificationQuery) {
  const { querySources, sources, texts, verifyTexts } = await knowledge.load();
  const { language } = knowledge;
  return querySources(query).map((id) => {
    const { title, url }: StatementSource = sources[id];
    const limits = query.limits.filter((limit) => limit.sources.includes(id));
    return {
      label: `$(book) ${texts[language][title]}`,
      detail: limits.map(({ text }) => verifyTexts[language][text]).join(' '),
      act: () => (url === undefined ? undefined : vscode.env.openExternal(vscode.Uri.parse(url, true))),
    };
  });
}

const copyLabels: Readonly<Record<AnswerForm, () => string>> = {
  screen: () => vscode.l10n.t('Copy'),
  json: () => vscode.l10n.t('Copy, with the answer saved as JSON'),
  csv: () => vscode.l10n.t('Copy, with the answer saved as CSV'),
};

async function copy(
  { knowledge, evidence }: VerifyServices,
  query: VerificationQuery,
  form: AnswerForm,
): Promise<void> {
  const { commandLine, commandText, incidentValues } = await knowledge.load();
  const write = query.kind === 'hunting' ? commandText : commandLine;
  await vscode.env.clipboard.writeText(write(query, incidentValues(await evidence.read()), form));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Command copied'), 3000);
}

/** Types the command and leaves it to the person to press Enter: it is one line and ends in none. */
async function insertIntoTerminal(
  { knowledge, evidence }: VerifyServices,
  query: VerificationQuery,
): Promise<void> {
  const { commandLine, incidentValues } = await knowledge.load();
  const command = commandLine(query, incidentValues(await evidence.read()));
  await typeInto(query.kind === 'postfix' ? 'any' : 'PowerShell', command);
}

/** Opens a query with all that there is to know about it as a document that belongs to no file. */
async function openSheet({ knowledge, evidence }: VerifyServices, query: VerificationQuery): Promise<void> {
  const { incidentValues, querySheet } = await knowledge.load();
  const values = incidentValues(await evidence.read());
  const language = query.kind === 'hunting' ? 'kusto' : 'powershell';
  await openDraft(querySheet(query, { values, language: knowledge.language }), language);
}

/** Opens the page of a portal that a query is. */
async function openPage({ knowledge, evidence }: VerifyServices, query: VerificationQuery): Promise<void> {
  const { commandLine, incidentValues } = await knowledge.load();
  const page = commandLine(query, incidentValues(await evidence.read()));
  await vscode.env.openExternal(vscode.Uri.parse(page, true));
}

/** Opens the queries of a step, or of all, as documents that belong to no file yet; KQL has one of its own. */
async function openScript({ knowledge, evidence }: VerifyServices, step?: StepId): Promise<void> {
  const { huntingScript, incidentValues, powerShellScript } = await knowledge.load();
  const settings = { values: incidentValues(await evidence.read()), language: knowledge.language, step };
  const hunting = huntingScript(settings);
  if (hunting !== undefined) await openDraft(hunting, 'kusto');
  // What most people need is in front.
  await openDraft(powerShellScript(settings), 'powershell');
}
