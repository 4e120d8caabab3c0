import * as vscode from 'vscode';
import type { Engine, LogTable } from '../core/verify/engine/engine';
import type { MailLog } from '../core/verify/engine/mailLog';
import type { Quotable } from '../core/verify/quoting';
import type { Scans } from '../scanning/scans';
import { type Command, commandIds } from '../shared/commandIds';
import { countText } from '../shared/mailCounts';
import { openDraft } from './openDraft';
import type { VerifyServices } from './verifyCommands';

interface EngineServices extends Omit<VerifyServices, 'pages'> {
  readonly scans: Scans;
}

/** The command about the queries for an engine that keeps the logs. It runs none. */
export function engineCommands(services: EngineServices) {
  return {
    [commandIds.openEngineQueries]: () => openQueries(services),
  } satisfies Record<string, Command>;
}

/** Asks which engine has which log, and where, and opens the queries as a document that belongs to no file. */
async function openQueries(services: EngineServices): Promise<void> {
  const { knowledge, evidence } = services;
  const { engineScript, incidentValues } = await knowledge.load();
  const engine = await pickEngine(services);
  const log = engine && (await pickLog(services));
  const from = log && (await askTable(services, engine));
  const ids = from && (await pickIds(services, engine, log));
  if (!ids) return;
  const { period } = incidentValues(await evidence.read());
  await openDraft(engineScript(engine, { log, from, period, ids }, knowledge.language), languageOf(engine));
}

function languageOf({ id, comment }: Engine): string {
  return id === 'sentinel' ? 'kusto' : comment === '--' ? 'sql' : 'plaintext';
}

async function pickEngine({ knowledge }: EngineServices): Promise<Engine | undefined> {
  const { engines } = await knowledge.load();
  const items = engines.map((engine) => ({ label: engine.name, engine }));
  const placeHolder = vscode.l10n.t('Which engine keeps the mail logs?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.engine;
}

async function pickLog({ knowledge }: EngineServices): Promise<MailLog | undefined> {
  const { mailLogs, verifyTexts } = await knowledge.load();
  const items = mailLogs.map((log) => ({
    label: verifyTexts[knowledge.language][`engine.log.${log.id}`],
    log,
  }));
  const placeHolder = vscode.l10n.t('Which log is it?');
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.log;
}

/** Where the lines stand: as usual, but for the name that a person gives. */
async function askTable(
  { knowledge }: EngineServices,
  { name, usual, accepts }: Engine,
): Promise<LogTable | undefined> {
  const { quotable } = await knowledge.load();
  const tableNamed = (given: string): LogTable | undefined => {
    const fit = quotable(given);
    if (fit === undefined) return undefined;
    const from = usual.files === undefined ? { ...usual, table: fit } : { ...usual, files: fit };
    return accepts?.(from) === false ? undefined : from;
  };
  const given = await vscode.window.showInputBox({
    title: name,
    prompt:
      usual.files === undefined
        ? vscode.l10n.t('The table, index or stream with the lines of the log')
        : vscode.l10n.t('The files with the lines of the log'),
    value: usual.files ?? usual.table ?? '',
    validateInput: (text) =>
      tableNamed(text) ? undefined : vscode.l10n.t('This name cannot stand in a query for {0}.', name),
  });
  return given === undefined ? undefined : tableNamed(given);
}

/** An engine that joins nothing is asked twice: what it answered first was scanned, and names the messages. */
async function pickIds(
  { knowledge, scans }: EngineServices,
  { joins, name }: Engine,
  log: MailLog,
): Promise<readonly Quotable[] | undefined> {
  const { MessageIds } = await knowledge.load();
  const messages = new MessageIds(log);
  if (!joins) for (const event of scans.snapshot?.events ?? []) messages.add(event);
  const ids = messages.list;
  if (ids.length === 0) return [];
  const items = [
    { label: vscode.l10n.t('First query: the lines with a code'), ids: [] },
    {
      label: vscode.l10n.t(
        'Second query: all lines of the messages that the scan found ({0})',
        countText(ids.length),
      ),
      ids,
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: name }))?.ids;
}
