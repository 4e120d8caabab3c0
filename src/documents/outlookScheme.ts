/** Scheme of the documents that show the mail in an Outlook message; their query is the address of the message. */
export const outlookScheme = 'ndr-lens-outlook';
