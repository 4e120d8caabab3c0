import * as vscode from 'vscode';
import type { Language } from '../core/code/language';
import type { PortalLink } from '../core/knowledge/explanation';
import type { SourceId, StatementSource } from '../core/knowledge/sources';
import type { Statement, Step } from '../core/knowledge/types';
import type { Knowledge } from '../shared/knowledge';
import type { ChecklistNode } from './checklistRow';

type LoadedKnowledge = Awaited<ReturnType<Knowledge['load']>>;

/** What the checklist says about its rows, in the reader's language and for the code at hand. */
export interface ChecklistTexts {
  say(statement: Statement): string;
  /** Why a step does not apply to the code at hand; undefined when it does, or without a code. */
  notNeeded(step: Step): { readonly short: string; readonly because: string } | undefined;
  tooltip(row: ChecklistNode, note?: string): vscode.MarkdownString;
}

export function textsFor(
  {
    codeEntry,
    codeSpan,
    commandLine,
    escapeMarkdown,
    fill,
    incidentValues,
    portalLink,
    queriesFor,
    sources,
    texts,
  }: LoadedKnowledge,
  language: Language,
  code: string | undefined,
): ChecklistTexts {
  const read = texts[language];
  const say = (statement: Statement) => read[statement.text];
  return {
    say,
    notNeeded(step) {
      const relevance = code === undefined ? undefined : codeEntry(code).steps[step.id];
      if (code === undefined || !relevance || relevance.applies) return undefined;
      return { short: fill(read['label.stepNotNeeded'], code), because: fill(say(relevance.because), code) };
    },
    tooltip({ step, action }, note) {
      const row = action ?? step;
      const [query] = action ? queriesFor(step.id, action.id) : [];
      const command = query ? [codeSpan(commandLine(query, incidentValues({})))] : [];
      const where = ({ title, url, needs }: PortalLink) =>
        `${escapeMarkdown(read['label.portals'])}: [${escapeMarkdown(title)}](${url}) (${escapeMarkdown(needs)})`;
      const link = (id: SourceId) => {
        const source: StatementSource = sources[id];
        return source.url === undefined ? [] : [`- [${escapeMarkdown(read[source.title])}](${source.url})`];
      };
      return new vscode.MarkdownString(
        [
          `**${escapeMarkdown(say(row.title))}**`,
          ...(note === undefined ? [] : [`**${escapeMarkdown(note)}**`]),
          escapeMarkdown(say(row.why)),
          ...(action?.portal === undefined ? [] : [where(portalLink(action.portal, language))]),
          ...command,
          row.documentation.flatMap(link).join('\n'),
        ].join('\n\n'),
      );
    },
  };
}
