import type { Fields } from '../fields';

/** True for a row about one mail, as traces have them: they share columns with the lists of who and what is blocked. */
export function isAboutMail(fields: Fields): boolean {
  return fields.has('messageid', 'recipientaddress', 'recipientstatus', 'networkmessageid');
}
