import type { Language } from '../code/language';
import type { Incident } from '../incident/incident';
import { type AssistantTextId, assistantText } from './texts';
import type { ToolName } from './tools';

/** What a tool works with beside its input. Plain data, as threads are told it. */
export interface ToolSetting {
  /** The only places that are read. */
  readonly folders: readonly string[];
  readonly language: Language;
  /** True where the user agreed that names are handed out as they are. */
  readonly namesShown: boolean;
  /** The zone of times that name none (see `offsetsOf`); empty for this machine's. */
  readonly timeZone: string;
  /** The incident at hand; undefined where the folders are to be looked into. */
  readonly incident?: Incident | undefined;
}

/** What is asked of a tool. Plain data. */
export interface ToolCall {
  readonly name: ToolName;
  /** As a model wrote it. */
  readonly input: unknown;
  readonly setting: ToolSetting;
}

/** What a tool says, for whoever asked. */
export interface ToolReply {
  readonly text: string;
  /** True where that is why it says nothing. */
  readonly isRefused: boolean;
  /** What went wrong, for a log; it may hold names and paths. */
  readonly problem?: string;
}

/** The reply where something went wrong that nobody foresaw. */
export function failure(
  name: ToolName,
  language: Language,
  text: AssistantTextId,
  error: unknown,
): ToolReply {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { text: refusedText(name, language, assistantText(language, text)), isRefused: true, problem };
}

/** Why there is no answer, in the same form. */
export function refusedText(tool: string, language: Language, sentence: string): string {
  return JSON.stringify({ tool, language, error: sentence });
}
