import { type Clock, localOffset } from '../logs/formats/clock';
import { offsetsOf } from '../logs/formats/timeZone';
import { AllowedFolders } from './allowedFolders';
import { answerText, type ToolAnswer } from './answer';
import { RefusedError } from './refusal';
import { assistantText } from './texts';
import { failure, refusedText, type ToolCall, type ToolReply, type ToolSetting } from './toolCall';
import { type ToolInput, toolInput } from './toolInput';
import type { ToolName } from './tools';

/** Runs a tool. It reads, and changes nothing. */
export async function runTool({ name, input, setting }: ToolCall): Promise<ToolReply> {
  const { language } = setting;
  try {
    const answer = await answerOf(name, toolInput(name, input), setting);
    return { text: answerText(name, answer, setting), isRefused: false };
  } catch (error) {
    if (!(error instanceof RefusedError)) return failure(name, language, 'error.failed', error);
    const sentence = assistantText(language, error.text, error.values);
    return { text: refusedText(name, language, sentence), isRefused: true };
  }
}

/** What does the work is loaded once it is known that there is any. */
async function answerOf(name: ToolName, input: ToolInput, setting: ToolSetting): Promise<ToolAnswer> {
  const { language, timeZone, incident } = setting;
  const { code, path } = input;
  if (name === 'explain_status_code')
    return (await import('./explainStatusCode')).explainStatusCode(code ?? '', language);
  const folders = new AllowedFolders(setting.folders);
  // Without a folder there is still a first step.
  const places = name === 'next_step' && path === undefined && folders.isEmpty ? [] : folders.placesOf(path);
  const clock: Clock = { reference: Date.now(), offsetAt: offsetsOf(timeZone) ?? localOffset };
  const reading = { places, folders, clock, language };
  switch (name) {
    case 'find_blocked_mail':
      return (await import('./findBlockedMail')).findBlockedMail(input, reading);
    case 'diagnose_incident':
      return (await import('./diagnoseIncident')).diagnoseIncident(reading);
    case 'next_step':
      return (await import('./nextStep')).nextStep(path === undefined ? incident : undefined, code, reading);
  }
}
