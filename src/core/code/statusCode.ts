import { firstInParts, mayHoldParts } from './codeInParts';
import { unescapedEnd, withoutColours } from './escapes';

/** Where a 5.7.7xx enhanced status code stands in a text. Offsets are UTF-16 units, `end` exclusive. */
export interface StatusCodeHit {
  /** The enhanced status code (RFC 3463), such as `5.7.705`. */
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/*
 * The rule, for every part of the product:
 *
 * A hit is `5.7.7` and two more digits, standing on its own. It does not stand on its own when
 *   - a letter, digit, underscore or full stop precedes it (`15.7.705`, `v5.7.705`, `10.5.7.705`), or a letter,
 *     digit, underscore, or a full stop with a digit follows it (`5.7.7055`, `5.7.705.1`);
 *   - it hangs on a word by `-`, `/` or `@` (`mysql-5.7.705`, `Agent/5.7.705`), unless that word is an SMTP reply
 *     code, another code of the family or a word for such a code (`550-5.7.750`, `5.7.700-5.7.749`, `error-5.7.705`);
 *   - it is written as a version: after a word for one (`version 5.7.705`), after a version operator
 *     (`>=5.7.705`), or with a version's tail (`5.7.705-rc1`, `5.7.705+build`, MySQL's `5.7.705-log`).
 * A plus behind it is a blank, as the logs of IIS and addresses of the web write one, where such a blank or the hyphen of
 * an SMTP reply stands before it too (`550+5.7.750+Service`); behind a version's number it is none (`1.0+5.7.705+dfsg`).
 * Anything else may stand around it, the full stop that ends a sentence and the `-749` of a range included. Colours of a terminal
 * are nothing, and a character that is written as an escape counts as itself: in JSON and Python (`550\n5.7.705`), in addresses of the
 * web (`550%205.7.705`) and as rsyslog writes control characters (`#0115.7.705`). What encodes a whole mail is not looked through here.
 * qmail writes an underscore for each blank (`_550_5.7.705_Access_denied`): behind an SMTP reply it is one.
 * Only ASCII counts as letter and digit, so that the rule reads the same over bytes and over text. A code whose numbers stand under their
 * names, or as a list of bytes, is one too: ./codeInParts.ts.
 */
const beginning = '5.7.7';
const codeLength = 7;

const partOfLongerToken = /[0-9A-Za-z_.]$/;
const hangsOnWord = /[0-9A-Za-z_][-/@]$/;
const hangsOnReplyOrCode =
  /(?:^|[^0-9A-Za-z_.])(?:[245][0-9]{2}|5\.7\.7[0-9]{2}|error|errore|fehler|status|code|codice|dsn|ndr|smtp)[-/]$/i;
const versionLead =
  /(?:[=<>~!]=|[\^~]|(?:(?:^|[^0-9A-Za-z_])(?:v|ver|release|build|rev|kernel)|versione?)\.?["'>]{0,2}[ \t+]?[:=]?[ \t+]?(?:<[a-z]{1,6}>)?["']?)$/i;
const plusForBlank =
  /(?:(?:^|[^0-9A-Za-z_.])[245][0-9]{2}(?:-|\+[#(]?)|(?:%[0-9A-Fa-f]{2}|[^0-9+~])\+[#(]?)$/;
const underscoreForBlank = /(?:^|[^0-9A-Za-z.])[245][0-9]{2}_#?$/;
const continuation =
  /^(?:[0-9A-Za-z_]|\.[0-9]|[+~][0-9A-Za-z]|-(?!(?:5\.7\.)?7[0-9]{2}(?![0-9A-Za-z_]))(?:[A-Za-z]*\.?[0-9]|(?:alpha|beta|rc|dev|snapshot|log|generic)(?![A-Za-z])))/;

/** How much text before a candidate the rule looks at, in UTF-16 units: a word, and two colours or an escape. */
export const contextBefore = 40;
/** How much text after a candidate the rule looks at, in UTF-16 units. */
export const contextAfter = 32;

/** An SMTP reply code or `dsn=` right before a code, as nearly all are written: no rule about what precedes it speaks against that. */
const surelyAhead = /^[^0-9A-Za-z_.](?:[245][0-9]{2}[ -]|dsn=)$/;

/** True when the candidate at `start` stands on its own by the rule above. */
function standsAlone(text: string, start: number, end: number): boolean {
  const after = withoutColours(text.slice(end, end + contextAfter));
  if (surelyAhead.test(text.slice(start - 5, start)) && !after.startsWith('+'))
    return !continuation.test(after);
  const before = unescapedEnd(withoutColours(text.slice(Math.max(0, start - contextBefore), start)));
  if (underscoreForBlank.test(before) && !/^_?(?:[0-9.]|$)/.test(after)) return true;
  if (partOfLongerToken.test(before) || versionLead.test(before)) return false;
  if (hangsOnWord.test(before) && !hangsOnReplyOrCode.test(before)) return false;
  return !continuation.test(after) || (after.startsWith('+') && plusForBlank.test(before));
}

/**
 * Finds every 5.7.7xx enhanced status code in plain text, in order of appearance.
 * @param from first offset at which a hit may start; text before it still counts as context
 * @param to hits start before this offset; text after it still counts as context
 */
export function findStatusCodes(text: string, from = 0, to = text.length): StatusCodeHit[] {
  const inSigns = allOf((at) => firstInSigns(text, at, to), from);
  if (!mayHoldParts(text)) return inSigns;
  const inParts = allOf((at) => firstInParts(text, at, to), from);
  return inParts.length === 0
    ? inSigns
    : [...inSigns, ...inParts].sort((one, other) => one.start - other.start);
}

function allOf(first: (from: number) => StatusCodeHit | undefined, from: number): StatusCodeHit[] {
  const hits: StatusCodeHit[] = [];
  for (let hit = first(from); hit; hit = first(hit.end)) hits.push(hit);
  return hits;
}

/** The first of them. */
export function firstStatusCode(text: string, from = 0, to = text.length): StatusCodeHit | undefined {
  const inSigns = firstInSigns(text, from, to);
  const inParts = mayHoldParts(text) ? firstInParts(text, from, inSigns?.start ?? to) : undefined;
  return inParts ?? inSigns;
}

function firstInSigns(text: string, from: number, to: number): StatusCodeHit | undefined {
  let start = text.indexOf(beginning, from);
  while (start >= 0 && start < to) {
    const end = start + codeLength;
    const isCandidate = isDigitAt(text, end - 2) && isDigitAt(text, end - 1);
    if (isCandidate && standsAlone(text, start, end)) return { code: text.slice(start, end), start, end };
    start = text.indexOf(beginning, isCandidate ? end : start + 1);
  }
  return undefined;
}

function isDigitAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x30 && unit <= 0x39;
}

/** True for a text that may hold a code: most lines do not, which is quickly seen. */
export function mayHoldCode(text: string): boolean {
  return text.includes(beginning) || mayHoldParts(text);
}

/** True for a text with such a code. */
export function hasStatusCode(text: string): boolean {
  return firstStatusCode(text) !== undefined;
}

/** True for the codes this product is about: `5.7.700` to `5.7.799`, nothing around them. */
export function isStatusCode(value: unknown): value is string {
  return typeof value === 'string' && /^5\.7\.7[0-9]{2}$/.test(value);
}
