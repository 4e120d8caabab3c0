import type { Incident } from '../incident/incident';
import { type Clock, localOffset } from '../logs/formats/clock';
import { offsetsOf } from '../logs/formats/timeZone';
import { AllowedFolders } from './allowedFolders';
import { answerText, type ToolAnswer } from './answer';
import { diagnoseIncident } from './diagnoseIncident';
import { explainStatusCode } from './explainStatusCode';
import { findBlockedMail } from './findBlockedMail';
import { incidentIn } from './folderFiles';
import { nextStep } from './nextStep';
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

async function answerOf(name: ToolName, input: ToolInput, setting: ToolSetting): Promise<ToolAnswer> {
  const { language, timeZone, incident } = setting;
  const { code, path } = input;
  if (name === 'explain_status_code') return explainStatusCode(code ?? '', language);
  const folders = new AllowedFolders(setting.folders);
  const clock: Clock = { reference: Date.now(), offsetAt: offsetsOf(timeZone) ?? localOffset };
  switch (name) {
    case 'find_blocked_mail':
      return findBlockedMail(input, folders, clock);
    case 'diagnose_incident':
      return diagnoseIncident(input, folders, clock, language);
    case 'next_step':
      return nextStep(incidentOf(folders, path, incident), code, language);
  }
}

/** The incident at hand, or of a path. Without a folder nothing is looked into, and the steps begin at the first. */
function incidentOf(folders: AllowedFolders, path: string | undefined, atHand: Incident | undefined) {
  if (path === undefined && atHand !== undefined) return atHand;
  return path === undefined && folders.isEmpty ? undefined : incidentIn(folders.placesOf(path));
}
