import * as vscode from 'vscode';
import type { StepId } from '../core/knowledge/types';
import type { AnswerForm } from '../core/verify/command';
import { type Command, commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { rowOf } from './checklistRow';
import type { IncidentEvidenceReader } from './incidentEvidence';
import { openDraft } from './openDraft';
import { type FilledQuery, formIn, type QueryPages } from './queryPages';
import { typeInto } from './terminals';

/** What the commands about verification queries work with. */
export interface VerifyServices {
  readonly knowledge: Knowledge;
  readonly evidence: IncidentEvidenceReader;
  readonly pages: QueryPages;
}

/** The commands about verification queries, by id. None of them runs a query. */
export function verifyCommands(services: VerifyServices) {
  const { knowledge, pages } = services;
  return {
    [commandIds.copyCommand]: async (argument) => {
      const row = rowOf(argument);
      const { queriesFor } = await knowledge.load();
      const [query] = row?.action ? queriesFor(row.step.id, row.action.id) : [];
      const filled = query ? await pages.fill(query) : await pages.asked(argument);
      if (filled) await copy(knowledge, filled, formIn(argument));
    },
    [commandIds.insertCommand]: async (argument) => {
      const filled = await pages.asked(argument);
      if (filled) await insertIntoTerminal(knowledge, filled);
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

/** Lets the person choose a query, and opens its page. */
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
  const all = {
    label: `$(file-code) ${vscode.l10n.t('Open all as one commented script')}`,
    query: undefined,
  };
  const separator = { label: '', kind: vscode.QuickPickItemKind.Separator, query: undefined };
  const choice = await vscode.window.showQuickPick<(typeof items)[number] | typeof all>(
    [...items, separator, all],
    { placeHolder: vscode.l10n.t('What do you want to ask?'), matchOnDescription: true, matchOnDetail: true },
  );
  if (choice?.query) await services.pages.open(choice.query);
  else if (choice) await openScript(services, step);
}

/** VS Code would draw `$(name)` in a command as an icon. */
function withoutIcons(text: string): string {
  return text.replace(/\$\([\w~-]+\)/g, '\\$&');
}

async function copy(knowledge: Knowledge, { query, values }: FilledQuery, form: AnswerForm): Promise<void> {
  const { commandLine, commandText } = await knowledge.load();
  const write = query.kind === 'hunting' ? commandText : commandLine;
  await vscode.env.clipboard.writeText(write(query, values, form));
  vscode.window.setStatusBarMessage(vscode.l10n.t('Command copied'), 3000);
}

/** Types the command and leaves it to the person to press Enter: it is one line and ends in none. */
async function insertIntoTerminal(knowledge: Knowledge, { query, values }: FilledQuery): Promise<void> {
  const { commandLine } = await knowledge.load();
  await typeInto(query.kind === 'postfix' ? 'any' : 'PowerShell', commandLine(query, values));
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
