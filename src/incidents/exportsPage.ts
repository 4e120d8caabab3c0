import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import type { Diagnosis } from '../core/diagnosis/diagnosis';
import { exportsMarkdown } from '../core/exports/markdown';
import { exportsOverview, type UnreadFile } from '../core/exports/overview';
import type { TenantFacts } from '../core/tenant/facts';
import { type IncidentEvidence, incidentValues } from '../core/verify/incidentValues';
import { exportsScheme } from './exportsScheme';

/** What the page is made of. */
export interface ExportsPageServices {
  readonly language: Language;
  readonly facts: () => Promise<TenantFacts>;
  readonly diagnosis: () => Promise<Diagnosis>;
  readonly evidence: () => Promise<IncidentEvidence>;
  /** Told when an open page has to be read anew. */
  readonly changed: (uri: vscode.Uri) => void;
}

/** Shows what was imported, what is missing for the conclusion, and which query fetches it, in a document that only reads. */
export class ExportsPage {
  private unread: readonly UnreadFile[] = [];

  constructor(private readonly services: ExportsPageServices) {}

  async content(): Promise<string> {
    const { language, facts, diagnosis, evidence } = this.services;
    const known = await evidence();
    const overview = exportsOverview(
      {
        tenant: await facts(),
        diagnosis: await diagnosis(),
        codes: (known.summary?.codes ?? []).map(({ name }) => name),
        others: [],
        unread: this.unread,
        values: incidentValues(known),
      },
      language,
    );
    // Most lie in the folder that is open: the rest of the path would only fill the line.
    const shorter = <Row extends { readonly file: string }>(row: Row): Row => ({
      ...row,
      file: vscode.workspace.asRelativePath(row.file),
    });
    const [found, unread] = [overview.found.map(shorter), overview.unread.map(shorter)];
    return exportsMarkdown({ ...overview, found, unread }, language);
  }

  /** @param unread files of the last import that were not read */
  async open(unread: readonly UnreadFile[]): Promise<void> {
    this.unread = unread;
    const uri = vscode.Uri.from({
      scheme: exportsScheme,
      path: `/${vscode.l10n.t('Exports of the tenant')}.md`,
    });
    this.services.changed(uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
  }
}
