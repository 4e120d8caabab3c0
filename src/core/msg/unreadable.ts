/** Why an Outlook message cannot be read, as a sentence for people; whatever else is thrown is the library's trouble with a damaged file. */
export class UnreadableMessage extends Error {}

export const damaged = 'The Outlook message is damaged: it could not be read.';
export const tooLong = 'The Outlook message is too long to be read.';
