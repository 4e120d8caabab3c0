import { unreadTexts } from '../files/unreadTexts';

/** Why an Outlook message cannot be read, as a sentence for people; whatever else is thrown is the library's trouble with a damaged file. */
export class UnreadableMessage extends Error {}

export const damaged = unreadTexts.en['msg-damaged'];
export const tooLong = unreadTexts.en['msg-long'];
export const noMessage = unreadTexts.en['msg-none'];
