import type { CulpritRow } from '../core/bounce/culpritRow';
import type { MessageFields } from '../core/bounce/messageFields';
import type { CodeReference } from '../core/code/codeReference';
import type { Explanation } from '../core/knowledge/explanation';
import type { TextId } from '../core/knowledge/texts';
import type { StepId } from '../core/knowledge/types';

/** Texts of the panel itself, by their ids in the catalogue. */
export type Labels = Readonly<Record<Extract<TextId, `label.${string}`>, string>>;

/** Where the code was met: the file's name and the line, fit to show. */
export interface FoundPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  /** What the code is written in and the part of the message, where that is not plain text; `text` is decoded then. */
  readonly writtenAs?: string;
}

/** Everything the explanation panel shows. */
export interface PanelContent {
  readonly reference: CodeReference;
  readonly explanation: Explanation;
  readonly labels: Labels;
  readonly found?: FoundPlace;
  /** The fields of the mail that the code was met in. */
  readonly message?: MessageFields;
  /** Who was blocked, where the document is a bounce. */
  readonly culprit?: readonly CulpritRow[];
  /** The same in short; empty where it is not known. */
  readonly culpritInShort?: readonly CulpritRow[];
  /** How many of the actions of each step are ticked, in words. */
  readonly ticks: readonly { readonly step: StepId; readonly text: string }[];
  /** Codes of the family that have an explanation of their own, to make links of them. */
  readonly explained: readonly string[];
}

/** From the extension to the panel. */
export interface ShowMessage {
  readonly type: 'show';
  readonly content: PanelContent;
}

/** From the panel to the extension. */
export type PanelMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal' }
  /** Go to the header that proves a row of `culprit`, by the row's place in the list. */
  | { readonly type: 'revealProof'; readonly row: number }
  /** On a step, where one is named. */
  | { readonly type: 'openChecklist'; readonly step?: string }
  | { readonly type: 'explain'; readonly code: string };

/** What the panel keeps for a window reload. */
export interface PanelState {
  readonly reference: CodeReference;
}
