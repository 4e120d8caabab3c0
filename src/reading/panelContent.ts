import * as vscode from 'vscode';
import type { CodeReference } from '../core/code/codeReference';
import { excerpt, printable } from '../core/code/printable';
import type { Bounces } from '../documents/bounces';
import type { Hits } from '../documents/hits';
import type { FoundPlace, Labels, PanelContent } from '../messages/explanationMessages';
import type { Knowledge } from '../shared/knowledge';
import type { Problems } from '../shared/problems';
import type { TickBoard } from '../shared/tickBoard';
import { logicalLineIn } from './logicalLine';

/** Longest part of the line that the panel quotes, in UTF-16 units. */
const longestLine = 400;

/** Gathers what the explanation panel shows about a code and the document it was met in. */
export class PanelContentReader {
  constructor(
    private readonly knowledge: Knowledge,
    private readonly hits: Hits,
    private readonly bounces: Bounces,
    private readonly board: TickBoard,
    private readonly problems: Problems,
  ) {}

  async read(reference: CodeReference): Promise<PanelContent> {
    const { codes, culpritRows, explain, shortCulprit, steps, texts, tickCounts } =
      await this.knowledge.load();
    const { language } = this.knowledge;
    const content: PanelContent = {
      reference,
      explanation: explain(reference.code, language),
      labels: labelsOf(texts[language]),
      ticks: tickCounts(steps, this.board.ticks).map(({ step, ticked, total, done }) => ({
        step,
        text: `${done ? '✓ ' : ''}${vscode.l10n.t('{0} of {1}', ticked, total)}`,
      })),
      explained: codes
        .filter(({ codes: { first, last } }) => first === last)
        .map(({ codes: { first } }) => first),
    };
    const document = reference.place && (await this.open(reference.place.uri));
    if (!document || !reference.place) return content;
    const found = this.foundPlace(document, reference.place, content.labels);
    const bounce = this.bounces.in(document);
    const culprit = bounce && culpritRows(bounce.culprit, language, reference.code);
    const message = this.bounces.fieldsOf(document);
    return {
      ...content,
      found,
      ...(culprit ? { culprit, culpritInShort: shortCulprit(culprit) } : {}),
      ...(message ? { message } : {}),
    };
  }

  private async open(uri: string): Promise<vscode.TextDocument | undefined> {
    try {
      return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
    } catch (error) {
      this.problems.note(`The document of the explained code is gone: ${uri}`, error);
      return undefined;
    }
  }

  private foundPlace(
    document: vscode.TextDocument,
    place: NonNullable<CodeReference['place']>,
    labels: Labels,
  ): FoundPlace {
    const position = document.validatePosition(new vscode.Position(place.line, place.character));
    const file = printable(document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1));
    const line = position.line + 1;
    const { via = 'plain', part, sentence = '' } = this.hits.at(document, position) ?? {};
    if (via !== 'plain' && part) {
      const written = `${labels[`label.via.${via}`]}, ${labels['label.part']} ${part.path} (${printable(part.mediaType)})`;
      return { file, line, text: sentence, writtenAs: written };
    }
    return { file, line, text: lineText(document, document.offsetAt(position)) };
  }
}

function lineText(document: vscode.TextDocument, start: number): string {
  const { text, offset } = logicalLineIn(document, { start, end: start });
  const at = start - offset;
  return printable(excerpt(text.replace(/\s/g, ' '), at, at, longestLine))
    .replace(/ +/g, ' ')
    .trim();
}

function labelsOf(texts: Readonly<Record<string, string>>): Labels {
  return Object.fromEntries(Object.entries(texts).filter(([id]) => id.startsWith('label.'))) as Labels;
}
