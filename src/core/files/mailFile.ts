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

/** Extensions of what is neither mail nor a log: pages about such, pictures, programs and their source. */
const otherExtensions = [
  ...['md', 'markdown', 'rst', 'adoc', 'tex', 'pdf', 'doc', 'docx', 'odt', 'rtf', 'ppt', 'pptx'],
  ...['png', 'jpg', 'jpeg', 'gif', 'bmp', 'ico', 'svg', 'webp', 'tif', 'tiff', 'heic'],
  ...['mp3', 'wav', 'mp4', 'avi', 'mov', 'mkv', 'webm', 'ttf', 'otf', 'woff', 'woff2', 'eot'],
  ...['exe', 'dll', 'so', 'dylib', 'msi', 'class', 'jar', 'pyc', 'wasm', 'vsix', 'iso', 'vhdx', 'vmdk'],
  ...['ts', 'tsx', 'js', 'jsx', 'mjs', 'cjs', 'mts', 'map', 'css', 'scss', 'py', 'rb', 'go', 'rs', 'java'],
  ...['c', 'h', 'cpp', 'hpp', 'cs', 'php', 'sh', 'bat', 'cmd', 'ps1', 'psm1', 'psd1', 'vue', 'sql'],
];
const otherFile = new RegExp(`[^/\\\\]\\.(?:${otherExtensions.join('|')})$`, 'i');

/** True where a name says that a file is neither mail nor a log; what a name does not say may be either. */
export function isOtherFile(path: string): boolean {
  return otherFile.test(path);
}

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
  const field = head.search(/^(?:from|received|return-path|message-id|mime-version|content-type)[ \t]*:/im);
  if (field <= 0) return field === 0;
  const end = head.search(/\r?\n\r?\n|\r\r/);
  return end < 0 || field < end;
}
