import * as vscode from 'vscode';
import type { AnswerForm } from '../core/verify/command';
import type { IncidentValues } from '../core/verify/incidentValues';
import type { VerificationQuery } from '../core/verify/query';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import type { IncidentEvidenceReader } from './incidentEvidence';
import { queryScheme } from './queryScheme';

/** A query with what is known of the incident, as its page shows it. */
export interface FilledQuery {
  readonly query: VerificationQuery;
  readonly values: IncidentValues;
}

/** What the pages are made of. */
export interface QueryPageServices {
  readonly knowledge: Knowledge;
  readonly evidence: IncidentEvidenceReader;
  /** Told when an open page has to be read anew. */
  readonly changed: (uri: vscode.Uri) => void;
}

/** What a file of each kind of query would end in: by that, and by its folder, the editor colours it and wraps its lines. */
const endings: Readonly<Record<VerificationQuery['kind'], string>> = {
  exchange: 'ps1',
  graph: 'ps1',
  'exchange-server': 'ps1',
  hunting: 'kql',
  postfix: 'sh',
  portal: 'txt',
};

const copyLabels: Readonly<Record<AnswerForm, () => string>> = {
  screen: () => vscode.l10n.t('Copy'),
  json: () => vscode.l10n.t('Copy, saving JSON'),
  csv: () => vscode.l10n.t('Copy, saving CSV'),
};

const copyTooltips: Readonly<Partial<Record<AnswerForm, () => string>>> = {
  json: () => vscode.l10n.t('Copy, with the answer saved as JSON'),
  csv: () => vscode.l10n.t('Copy, with the answer saved as CSV'),
};

/** Queries as documents to read: what to look for, limits and sources above the whole command, and what can be done with it. */
export class QueryPages implements vscode.CodeLensProvider {
  private readonly shown = new Map<string, FilledQuery>();

  constructor(private readonly services: QueryPageServices) {}

  async open(query: VerificationQuery): Promise<void> {
    const uri = await this.uriOf(query);
    // Filled now: the bounce that is in front is no longer once the page is.
    this.shown.set(uri.toString(), await this.fill(query));
    this.services.changed(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  }

  async content(uri: vscode.Uri): Promise<string> {
    const { language } = this.services.knowledge;
    const { querySheet } = await this.services.knowledge.load();
    const filled = await this.at(uri);
    return filled ? querySheet(filled.query, { values: filled.values, language }) : '';
  }

  /** What most people do stands first, and what saves the answer over the command. */
  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const { uri } = document;
    const filled = await this.at(uri);
    if (!filled) return [];
    const { answerForms, commandLine } = await this.services.knowledge.load();
    const { query, values } = filled;
    const { kind, answers } = query;
    const page = { page: uri.toString() };
    const lensAt = (line: number) => {
      const range = new vscode.Range(line, 0, line, 0);
      return (title: string, command: string, argument: unknown, tooltip = title) =>
        new vscode.CodeLens(range, { title, command, tooltip, arguments: [argument] });
    };
    const [above, overCommand] = [lensAt(0), lensAt(commandLineOf(document))];
    const insert =
      kind === 'postfix'
        ? vscode.l10n.t('Insert into the terminal')
        : vscode.l10n.t('Insert into PowerShell');
    const notRun = vscode.l10n.t('It is not run: you press Enter yourself.');
    const [copy, ...saving] = answerForms(query).map((form) => {
      const lens = form === 'screen' ? above : overCommand;
      return lens(copyLabels[form](), commandIds.copyCommand, { ...page, form }, copyTooltips[form]?.());
    });
    return [
      ...(copy ? [copy] : []),
      // There is no terminal for KQL, which runs in Defender or Sentinel, nor for a page.
      ...(kind === 'hunting' || kind === 'portal'
        ? []
        : [above(insert, commandIds.insertCommand, page, notRun)]),
      ...(kind === 'portal'
        ? [above(vscode.l10n.t('Open in the browser'), 'vscode.open', commandLine(query, values))]
        : []),
      above(
        vscode.l10n.t('Open all'),
        commandIds.openVerificationScript,
        { step: { id: answers.step } },
        vscode.l10n.t('Open all as one commented script'),
      ),
      ...saving,
    ];
  }

  /** The query of a page that an argument names, or else that is in front; undefined where there is none. */
  async asked(argument: unknown): Promise<FilledQuery | undefined> {
    const named = typeof argument === 'object' && argument !== null && 'page' in argument;
    const uri = named
      ? vscode.Uri.parse(String(argument.page), true)
      : vscode.window.activeTextEditor?.document.uri;
    return uri?.scheme === queryScheme ? this.at(uri) : undefined;
  }

  async fill(query: VerificationQuery): Promise<FilledQuery> {
    const { incidentValues } = await this.services.knowledge.load();
    return { query, values: incidentValues(await this.services.evidence.read()) };
  }

  private async at(uri: vscode.Uri): Promise<FilledQuery | undefined> {
    const known = this.shown.get(uri.toString());
    if (known) return known;
    const { queriesFor } = await this.services.knowledge.load();
    const query = queriesFor().find(({ id }) => id === uri.query);
    if (!query) return undefined;
    const filled = await this.fill(query);
    this.shown.set(uri.toString(), filled);
    return filled;
  }

  private async uriOf({ id, kind, title }: VerificationQuery): Promise<vscode.Uri> {
    const { language } = this.services.knowledge;
    const { verifyTexts } = await this.services.knowledge.load();
    const name = verifyTexts[language][title.text].replaceAll('/', '-');
    return vscode.Uri.from({ scheme: queryScheme, path: `/NDR Lens/${name}.${endings[kind]}`, query: id });
  }
}

/** The line on which the command begins, behind the comments. */
function commandLineOf(document: vscode.TextDocument): number {
  const lines = document.getText().split('\n');
  return Math.max(
    0,
    lines.findIndex((line) => line !== '' && !/^(?:#|\/\/)/.test(line)),
  );
}

/** The form of the answer that a command is asked for. */
export function formIn(argument: unknown): AnswerForm {
  const form =
    typeof argument === 'object' && argument !== null && 'form' in argument ? argument.form : undefined;
  return form === 'json' || form === 'csv' ? form : 'screen';
}
