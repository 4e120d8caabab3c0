import { diagnosticText } from '../../code/diagnostic';
import { asRead, webDecoded } from '../../code/escapes';
import { firstStatusCode, type StatusCodeHit } from '../../code/statusCode';
import { longWait, nullSender, type Outcome } from './event';

/** Codes of a record whose surroundings are read; a log that repeats a reply has three. */
const mostRead = 8;

/**
 * What the remote server said, as the text of a record has it: the reply with its SMTP code before the bare status.
 * @returns undefined where the text holds no code, or says nothing about it
 */
export function diagnosticIn(text: string): string | undefined {
  // Codes without words say nothing, and a line may be full of them.
  if (!/[A-Za-z]{2}/.test(text)) return undefined;
  let best: string | undefined;
  for (const hit of codesRead(text)) {
    const said = diagnosticText(text, hit);
    if (said !== undefined && /^[245]\d\d/.test(said)) return said;
    best ??= said;
  }
  return best;
}

/** Each is looked for when it is asked for: mostly the first one tells. */
function* codesRead(text: string): Generator<StatusCodeHit> {
  let hit = firstStatusCode(text);
  for (let read = 0; hit && read < mostRead; read += 1) {
    yield hit;
    hit = firstStatusCode(text, hit.end);
  }
}

/** The words with which Exchange Online refuses. */
const words =
  'access denied|service unavailable|client blocked|tenant has exceeded|unregistered domain|your (?:message|organization|tenant)|message (?:rejected|blocked)|not accepted from this ip|bad inbound connector';
const microsoftWords = new RegExp(words, 'i');
/** Right behind the code, and before it where what stands between names the code: `… threshold (5.7.705)`. */
const wordsBehind = new RegExp(
  String.raw`^[^A-Za-z\n]{0,12}(?:[a-z_]{2,16}["']?\s?[=:]\s?["']?)?(?:${words})`,
  'i',
);
const wordsBefore = new RegExp(
  String.raw`(?:${words})\b[^\n]{0,120}?\s?(?:[(\[]|smtp (?:code|error)|status|code|error|dsn|enhanced)[^\n.]{0,60}$`,
  'i',
);
/** Words of a program that hands a refusal on, with the SMTP reply or before it. */
const replyAhead =
  /(?:(?:^|[^0-9])5[0-9]{2}[^0-9]{1,8}|server (?:response|replied|returned|said)[^.\n]{0,40}|smtp[_ ]?(?:code|status|error|enh\w*)["']?[:= ]{1,3}5[0-9]{2}[^0-9]{1,30}|(?:code|status|reply)["']?\s?[:=]\s?"?5[0-9]{2}\b[^\n]{0,40}|\(5[0-9]{2}\)[^0-9\n]{1,12}|\b(?:rejected|refused|bounced|failed|failure|undelivered|undeliverable)\b(?:[^\n.]|\.(?! )){0,80})$/i;
/** A subject or a quoted line repeats what somebody was told. */
const quotes = /^\s*>|\bsubject\b["'=:\s]{1,4}[^,]*$/i;
/** How far from a code the words stand that say that it refuses, in UTF-16 units. */
const reach = 200;

/**
 * What a text that names a code without the form of a known log says: that a mail was refused where an SMTP reply code of that
 * kind stands before the code, or Microsoft's words around it, and nothing about a mail otherwise.
 * @param text with the code
 * @param next the line behind, which may say it
 */
export function refusal(text: string, next = ''): Outcome {
  const hits = [...codesRead(text)];
  // Who lists several codes explains them: words around one say nothing of a mail.
  const isList = hits.some(({ code }) => code !== hits[0]?.code);
  return hits.some((hit) => isRefusal(text, hit, next, isList)) ? 'blocked' : 'other';
}

function isRefusal(text: string, { start, end }: StatusCodeHit, next: string, isList: boolean): boolean {
  const before = decoded(text.slice(Math.max(0, start - reach), start));
  if (quotes.test(before)) return false;
  if (replyAhead.test(before.slice(-120))) return true;
  if (isList) return false;
  const behind = decoded(text.slice(end, end + reach));
  return wordsBehind.test(behind.trim() === '' ? next.slice(0, reach) : behind) || wordsBefore.test(before);
}

/** As a person reads it, in an address of the web too, and in a log of qmail. */
function decoded(text: string): string {
  const read = /%[0-9A-Fa-f]{2}/.test(text) ? webDecoded(text) : asRead(text);
  return read.replaceAll('_', ' ');
}

/** True for a text in which Exchange Online refuses a mail. */
export function refuses(text: string): boolean {
  return microsoftWords.test(text);
}

/** What stands between a mark and the next of some ends, or undefined where the mark is missing. */
export function between(text: string, mark: string, ends: string): string | undefined {
  const at = text.indexOf(mark);
  if (at < 0) return undefined;
  const from = at + mark.length;
  if (ends.length === 1) {
    const end = text.indexOf(ends, from);
    return text.slice(from, end < 0 ? text.length : end);
  }
  let to = from;
  while (to < text.length && !ends.includes(text.charAt(to))) to += 1;
  return text.slice(from, to);
}

/**
 * A path as SMTP and logs write it, without its brackets; `<>` stays, being the null sender.
 * @returns undefined for nothing
 */
export function mailPath(written: string | undefined): string | undefined {
  const path = written?.trim();
  if (path === undefined || path === '' || path === '-') return undefined;
  if (path === nullSender) return nullSender;
  return path.startsWith('<') && path.endsWith('>') ? path.slice(1, -1) : path;
}

const path = /<(?:"(?:[^"\\]|\\.)*")?.*?>(?=,|$)/y;

/** The path in angle brackets that begins at a place and ends before a comma (RFC 5321 §4.1.2). A quoted local part may hold whatever else a line has; undefined where there is none. */
export function pathAt(text: string, at: number): string | undefined {
  path.lastIndex = at;
  return path.exec(text)?.[0];
}

/** The address in the first square brackets, as in `mail.example[192.0.2.1]:25`. */
export function bracketed(text: string): string | undefined {
  const address = between(text, '[', ']')?.replace(/^IPv6:/i, '');
  return address !== undefined && isAddress(address) ? address : undefined;
}

/** A name as the DNS has them, with a domain: not `localhost` or `unknown`, nor what is put around a forged one. */
export function verifiedHost(text: string | undefined): string | undefined {
  return text?.includes('.') && !isAddress(text) && /^[\w.-]{3,253}$/.test(text) ? text : undefined;
}

/** A wait that is worth telling, in milliseconds; undefined for an ordinary one, and for NaN. */
export function longWaitOf(waited: number): number | undefined {
  return waited >= longWait ? waited : undefined;
}

/** True for text that can be an IP address. */
export function isAddress(text: string): boolean {
  return /^(?:[\d.]{7,15}|[\da-f:.]{2,45}:[\da-f:.]*)$/i.test(text);
}

/** An address without the port that Exchange writes behind it: `192.0.2.1:25`, `[2001:db8::1]:25`. */
export function withoutPort(endpoint: string | undefined): string | undefined {
  if (endpoint === undefined || endpoint === '') return undefined;
  if (endpoint.startsWith('[')) return between(endpoint, '[', ']');
  return endpoint.indexOf(':') === endpoint.lastIndexOf(':') ? endpoint.split(':')[0] : endpoint;
}
