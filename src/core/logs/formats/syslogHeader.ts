import { bsdStamp, isoStamp } from './clock';
import { isPostfix } from './postfix';

/** Where the parts of an entry stand. */
export interface Places {
  readonly stamp: string;
  readonly host: string | undefined;
  readonly program: string;
  /** Where the message begins. */
  readonly body: number;
}

/**
 * Where the parts of a line stand that rsyslog or syslog-ng wrote in the forms of RFC 3164, RFC 5424 or ISO 8601, as the kernel reads
 * them too; undefined for any other.
 */
export function placesIn(text: string): Places | undefined {
  const first = text.charCodeAt(0);
  const from = first === 0x3c ? afterPriority(text) : 0;
  if (text.startsWith('1 ', from)) return rfc5424(text, from + 2);
  const head = text.slice(from, from + 40);
  const stamp = (/^\d/.test(head) ? isoStamp : bsdStamp).exec(head)?.[0];
  if (stamp === undefined || text.charAt(from + stamp.length) !== ' ') return undefined;
  const hostAt = from + stamp.length + 1;
  const hostEnd = text.indexOf(' ', hostAt);
  if (hostEnd < 0) return undefined;
  const tag = tagAt(text, hostEnd + 1);
  return tag && { stamp, host: text.slice(hostAt, hostEnd), ...tag };
}

/** RFC 3164 §4.1.3: the program's name, its process id in brackets, a colon. */
function tagAt(text: string, from: number): { program: string; body: number } | undefined {
  const tag = text.slice(from, from + 128);
  const end = tag.indexOf(': ');
  const colon = end >= 0 ? end : tag.endsWith(':') ? tag.length - 1 : -1;
  if (colon <= 0) return undefined;
  const name = tag.slice(0, colon);
  const bracket = name.indexOf('[');
  const program = bracket < 0 ? name : name.slice(0, bracket);
  return program === '' || program.includes(' ') ? undefined : { program, body: from + colon + 2 };
}

function afterPriority(text: string): number {
  const end = text.indexOf('>');
  return end > 0 && end < 5 ? end + 1 : 0;
}

/** RFC 5424 §6: stamp, host, program, process id, message id, structured data, message. `-` stands for nothing. */
function rfc5424(text: string, from: number): Places | undefined {
  const parts: string[] = [];
  let at = from;
  while (parts.length < 5) {
    const end = text.indexOf(' ', at);
    if (end < 0) return undefined;
    parts.push(text.slice(at, end));
    at = end + 1;
  }
  const [stamp = '', host, program = ''] = parts;
  if (!isoStamp.test(stamp) && stamp !== '-') return undefined;
  const data = afterStructuredData(text, at);
  const body = data + (text.startsWith('\ufeff', data) ? 1 : 0);
  return { stamp, host: host === '-' ? undefined : host, program, body };
}

/** `-`, or elements in brackets whose quoted values may hold anything escaped (RFC 5424 §6.3). */
function afterStructuredData(text: string, from: number): number {
  let at = from;
  if (text.charAt(at) === '-') at += 1;
  while (text.charAt(at) === '[') {
    let quoted = false;
    for (at += 1; at < text.length && (quoted || text.charAt(at) !== ']'); at += 1) {
      if (text.charAt(at) === '\\') at += 1;
      else if (text.charAt(at) === '"') quoted = !quoted;
    }
    at += 1;
  }
  // rsyslog keeps the blank with which a local program's message begins.
  while (text.charAt(at) === ' ') at += 1;
  return at;
}

/** An entry of a mail server, whatever stands between its stamp and its program. */
export interface MailEntry {
  readonly stamp: string;
  readonly host: string | undefined;
  readonly program: string;
  readonly body: string;
}

/** How much before the program is looked at, in UTF-16 units. */
const longestHeader = 300;

/** A program with the id of its process, or without, before its message. */
const tagOf = /(?:^|[\s|])([A-Za-z][\w./-]{0,80})(?:\[\d{1,10}\])?:(?= )/g;
/** A facility and a severity, in any brackets or none. */
const facility =
  /[<([]?\b(?:mail|daemon|local\d|user|syslog|kern|auth(?:priv)?)[.:](?:emerg|alert|crit|err(?:or)?|warn(?:ing)?|notice|info|debug)\b[>)\]]?/gi;
/** The stamp may have a fraction, a zone in letters, a year behind; what a server without a clock puts before it. */
const stampAhead =
  /^(?:<\d{1,3}>)?(?:1 )?\s*[*.]?(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:[A-Z][a-z]{2} {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: \d{4}(?![\d:.-]))?|\d{4} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d(?:[.,]\d{1,9})?|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d)(?![\d:]))?|\d{10}\.\d{3,9}|\d{1,2}[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d)(?: [A-Z]{2,5}(?= ))?:?/;
/** Solaris numbers messages; AIX says who sent them on. */
const messageId = /^\[ID \d{1,8} \w{1,12}\.\w{1,12}\] /;
const forwardedFrom = /\bMessage forwarded from ([\w.-]{1,255}):/;

/** An entry that a mail server known by name wrote; undefined for any other line. */
export function mailEntry(text: string): MailEntry | undefined {
  const stamp = stampAhead.exec(text)?.[0];
  if (stamp === undefined) return undefined;
  const header = text.slice(stamp.length, stamp.length + longestHeader);
  if (!/^[\s|]/.test(header)) return undefined;
  for (const { 0: tag, 1: program = '', index } of header.matchAll(tagOf)) {
    if (!isMailProgram(program)) continue;
    const before = header.slice(0, index);
    // An entry within the line of something else has a stamp of its own.
    if (/\d\d:\d\d:\d\d/.test(before)) return undefined;
    const forwarded = forwardedFrom.exec(before)?.[1];
    const [host] = before
      .replace(facility, ' ')
      .split(/[\s|]+/)
      .filter((word) => word !== '' && isHost(word));
    const body = text
      .slice(stamp.length + index + tag.length)
      .trimStart()
      .replace(messageId, '');
    return { stamp, host: forwarded ?? host, program, body };
  }
  return undefined;
}

/** True for a word that can be the name of a host or its address, and is no level of a logger. */
export function isHost(word: string): boolean {
  return (
    /^(?:[\w-]{1,63}(?:\.[\w-]{1,63}){0,10}\.?|[\d.]{7,15}|[\da-f:]{3,45})$/i.test(word) &&
    !/^\d+$/.test(word) &&
    !isLevel(word)
  );
}

/** The severities that loggers of programs write, in brackets or not. */
export function isLevel(word: string): boolean {
  return /^[[(<]?(?:trace|debug|dbg|verbose|info(?:rmation)?|inf|notice|warn(?:ing)?|wrn|err(?:or)?|crit(?:ical)?|fatal|ftl|alert|emerg(?:ency)?|severe|panic)[\])>]?:?$/i.test(
    word,
  );
}

/**
 * True where an entry in the form of syslog is one of a program's own log: a level or a word of its own stands where syslog has the host.
 * Of the programs that are known by name none does that.
 */
export function isLoggersOwn(text: string, { stamp, host, program, body }: Places): boolean {
  if (isMailProgram(program)) return false;
  const hasProcess = /\]: ?$/.test(text.slice(Math.max(0, body - 4), body));
  // Syslog parts date and time with a `T`.
  if (stamp.charAt(10) === ' ' && !hasProcess) return true;
  return isLevel(program) || (host !== undefined && !isHost(host));
}

/** Names under which mail servers tell syslog what they do. */
export function isMailProgram(program: string): boolean {
  return (
    isPostfix(program) ||
    /^(?:sendmail|sm-mta|sm-msp(?:-queue)?|smtpd|opensmtpd|exim\d?(?:-\w+)?|postfix@?[\w.-]*|dma|msmtp|ssmtp|nullmailer-send|courierd|courieresmtp|qmail)$/.test(
      program,
    )
  );
}
