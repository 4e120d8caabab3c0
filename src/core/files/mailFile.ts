/**
 * Names of files that hold mail or what a mail server logs, as globs of lower-case names.
 * Rotated logs carry a number, a date or both: `mail.log.1`, `maillog-20261124`, `mainlog.02`.
 */
export const mailFileGlobs: readonly string[] = [
  '*.{eml,emlx,msg}',
  '*.{mht,mhtml,mime,mbox,mbx}',
  '*.{log,txt,csv,tsv,out,json,jsonl,ndjson,md,htm,html}',
  '*.{log,out,json,jsonl,ndjson}{.,-}[0-9]*',
  '{mail,messages,syslog}',
  '{mail,messages,syslog}{.,-}[0-9]*',
  'mail.{err,info,warn}',
  'mail.{err,info,warn}{.,-}[0-9]*',
  'maillog',
  'maillog{.,-,_}*',
  '*mainlog',
  '*mainlog{.,-,_}*',
  '*{rejectlog,paniclog}',
  '*{rejectlog,paniclog}{.,-,_}*',
];

/** The language ids, besides the names above, whose documents hold mail or logs. */
export const mailLanguages: readonly string[] = ['log', 'eml', 'email'];

/**
 * The same glob for names in any case: `*.eml` becomes `*.[eE][mM][lL]`. VS Code matches globs case-sensitively, and
 * Windows servers write `MAIL.LOG`.
 */
export function anyCaseGlob(glob: string): string {
  return glob.replace(/\[[^\]]*\]|[a-z]/g, (part) =>
    part.length > 1 ? part : `[${part}${part.toUpperCase()}]`,
  );
}

/** How much of a text says what it is, a message or which kind of log, in UTF-16 units. */
export const messageHeadLength = 16_384;

/** The line before a mail that Apple Mail saved (`.emlx`): how long it is, in bytes. */
export const appleMailLength = /^[0-9]{1,10}[ \t]{0,10}\r?\n/;

/**
 * True when a text is one mail message (RFC 5322): it starts with header fields, and one of them is a field that mail
 * has and other texts with `Name: value` lines have not.
 */
export function looksLikeMessage(text: string): boolean {
  const head = text
    .slice(0, messageHeadLength)
    .replace(/^\ufeff/, '')
    .replace(appleMailLength, '');
  if (!/^(?:From |[!-9;-~]+[ \t]*:)/.test(head)) return false;
  const end = head.search(/\r?\n\r?\n|\r\r/);
  const fields = end < 0 ? head : head.slice(0, end);
  return /^(?:from|received|return-path|message-id|mime-version|content-type)[ \t]*:/im.test(fields);
}
