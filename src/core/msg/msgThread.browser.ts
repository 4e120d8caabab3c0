import { unreadTexts } from '../files/unreadTexts';
import type { OutlookMail } from './mailLines';
import { UnreadableMessage } from './unreadable';

/** Outlook messages are not read in a browser. @throws (by rejection) Error with that as a sentence */
export async function readOutlookMessage(_bytes: Uint8Array): Promise<OutlookMail> {
  throw new UnreadableMessage(unreadTexts.en['browser-outlook']);
}
