/**
 * A colour, or the end of a line's rest, as programs write it to a terminal (ECMA-48, SGR and EL): with its escape character, with that
 * written out (`\u001b`, `\033`, rsyslog's `#033`, `^[`), or without it where something took it away.
 */
const colour =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what begins a colour
  /(?:\u001b|\u241b|\\{1,4}(?:u001[bB]|x1[bB]|0?33|e)|#033|\^\[|<ESC>)?\[(?:[0-9]{1,3}(?:[;:][0-9]{0,3}){0,12})?[mK]/g;

/** A text without the colours of a terminal. */
export function withoutColours(text: string): string {
  return text.includes('[') && /\[[0-9;:]{0,40}[mK]/.test(text) ? text.replace(colour, '') : text;
}

/** Characters that are written as an escape of one letter, in JSON, Python and other languages. */
const byLetter: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const escapeAtEnd = /(?:\\(?:([nrt])|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2}))|%([0-9A-Fa-f]{2})|#(0[0-7]{2}))$/;

/** A text whose last character, where it is written as an escape, stands as itself. */
export function unescapedEnd(text: string): string {
  const match = escapeAtEnd.exec(text);
  if (!match) return text;
  const [whole, letter, units = match[3] ?? match[4], , , octal] = match;
  const code = octal === undefined ? Number.parseInt(units ?? '', 16) : Number.parseInt(octal, 8);
  return text.slice(0, -whole.length) + (byLetter[letter ?? ''] ?? String.fromCharCode(code));
}

/** What an entity of HTML stands for that text around a reply has; any other stays as it is. */
const entities: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
};

/** What cannot be seen, and blanks of all kinds. */
const unseen = /[\u00a0\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff]/g;
const hidden = '\u200b\u200c\u200d\u2060\ufeff';
const escapes =
  /\\{1,4}(?:([nrt])(?![a-z]{3})|u([0-9A-Fa-f]{4})|x([0-9A-Fa-f]{2})|(["'/]))|#(0[0-3][0-7])|&(?:#([0-9]{2,5})|#[xX]([0-9A-Fa-f]{2,4})|([a-z]{2,4}));/g;

/**
 * A text as a person reads it: without colours, escapes of JSON and Python and entities of HTML as what they stand for, blanks of any
 * kind as blanks, nothing that cannot be seen.
 */
export function asRead(text: string): string {
  let read = withoutColours(text);
  if (/[\\&]|#0/.test(read)) read = read.replace(escapes, unescaped);
  // Most text has nothing beyond ASCII, which is quicker to see than what it is.
  return /[^ -~]/.test(read) ? read.replace(unseen, (each) => (hidden.includes(each) ? '' : ' ')) : read;
}

function unescaped(
  whole: string,
  letter: string | undefined,
  ...[units, byte, sign, octal, decimal, hex, name]: (string | undefined)[]
): string {
  if (letter !== undefined) return byLetter[letter] ?? whole;
  if (sign !== undefined) return sign;
  if (name !== undefined) return entities[name] ?? whole;
  if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
  return String.fromCharCode(
    decimal === undefined ? Number.parseInt(units ?? byte ?? hex ?? '', 16) : Number(decimal),
  );
}

/** A text of a web address: `%20` and the plus are blanks. What is no escape stays. */
export function webDecoded(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9A-Fa-f]{2})+/g, (octets) => {
    try {
      return decodeURIComponent(octets);
    } catch {
      return octets;
    }
  });
}
