import * as vscode from 'vscode';
import { commandIds } from '../commandIds';
import { diagnosticText } from '../core/diagnostic';
import type { Knowledge } from '../knowledgeLoader';
import { commandUri, referenceTo } from './codeReference';
import { type Hits, rangeOf } from './hits';
import { logicalLine } from './logicalLine';

/** Says over a status code what it means, why, and what to do first. */
export class CodeHoverProvider implements vscode.HoverProvider {
  constructor(
    private readonly hits: Hits,
    private readonly knowledge: Knowledge,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const hit = this.hits.at(document, position);
    if (!hit) return undefined;
    const reference = referenceTo(document, hit);
    const { explain, hoverMarkdown } = await this.knowledge.load();
    const { text, offset } = logicalLine(document, hit);
    const place = { start: hit.start - offset, end: hit.end - offset };
    const markdown = new vscode.MarkdownString(
      hoverMarkdown(
        explain(hit.code, this.knowledge.language),
        {
          explain: commandUri(commandIds.explain, reference).toString(),
          openChecklist: commandUri(commandIds.openChecklist, { code: hit.code }).toString(),
        },
        diagnosticText(text, place),
      ),
    );
    markdown.isTrusted = { enabledCommands: [commandIds.explain, commandIds.openChecklist] };
    markdown.supportHtml = false;
    return new vscode.Hover(markdown, rangeOf(document, hit));
  }
}
