import * as vscode from 'vscode';
import type { HoverPlace } from '../core/bounce/hoverMarkdown';
import { diagnosticText } from '../core/code/diagnostic';
import type { Bounces } from '../documents/bounces';
import { type DocumentHit, type Hits, rangeOf } from '../documents/hits';
import { commandIds } from '../shared/commandIds';
import type { Knowledge } from '../shared/knowledge';
import { commandUri, referenceTo } from './codeReference';
import { logicalLineIn } from './logicalLine';

/** Says over a status code what it means, why, and what to do first. */
export class CodeHoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly hits: Hits,
    private readonly bounces: Bounces,
    private readonly knowledge: Knowledge,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const hit = this.hits.at(document, position);
    if (!hit) return undefined;
    const reference = referenceTo(document, hit);
    const { culpritRows, explain, hoverMarkdown } = await this.knowledge.load();
    const bounce = this.bounces.in(document);
    const { language } = this.knowledge;
    const markdown = new vscode.MarkdownString(
      hoverMarkdown(
        explain(hit.code, language),
        {
          explain: commandUri(commandIds.explain, { ...reference, isFromHover: true }).toString(),
          openChecklist: commandUri(commandIds.openChecklist, { code: hit.code }).toString(),
        },
        {
          ...whatIsSaid(document, hit),
          culprit: bounce && culpritRows(bounce.culprit, language, hit.code),
        },
      ),
    );
    markdown.isTrusted = { enabledCommands: [commandIds.explain, commandIds.openChecklist] };
    markdown.supportHtml = false;
    return new vscode.Hover(markdown, rangeOf(document, hit));
  }
}

/** What the text says at a hit: as the line reads, or decoded where the code is encoded. */
function whatIsSaid(
  document: vscode.TextDocument,
  hit: DocumentHit,
): Pick<HoverPlace, 'diagnostic' | 'written'> {
  const { via, part, sentence } = hit;
  if (via !== undefined && via !== 'plain' && part) return { diagnostic: sentence, written: { via, part } };
  const { text, offset } = logicalLineIn(document, hit);
  return { diagnostic: diagnosticText(text, { start: hit.start - offset, end: hit.end - offset }) };
}
