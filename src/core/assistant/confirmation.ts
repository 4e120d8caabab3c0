import { assistantText } from './texts';
import type { ToolSetting } from './toolCall';
import { type ToolName, tools } from './tools';

/**
 * What a user is asked before a tool runs, as plain text.
 * @param input as a model wrote it, which may have been told what to write by a mail
 */
export function confirmation(
  name: ToolName,
  input: unknown,
  { language, namesShown }: Pick<ToolSetting, 'language' | 'namesShown'>,
): { readonly title: string; readonly message: string } {
  const title = assistantText(language, `tool.${name}`);
  if (!tools[name].readsFiles) return { title, message: assistantText(language, 'confirm.code') };
  const path = typeof input === 'object' && input !== null && 'path' in input ? String(input.path) : '';
  const message = [
    assistantText(language, 'confirm.reads'),
    ...(path === '' ? [] : [assistantText(language, 'confirm.path', { path })]),
    assistantText(language, namesShown ? 'confirm.shown' : 'confirm.masked'),
  ];
  return { title, message: message.join(' ') };
}
