/** Ways to undo one encoding of a piece of a mail, each on its own and as simply as can be. */
const undo: readonly ((text: string) => readonly string[])[] = [
  (text) => [
    text
      .replace(/<!--[\s\S]*?-->|<(?:"[^"]*"|[^>"])*>/g, '')
      .replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)))
      .replace(/&#x([0-9a-f]+);/gi, (_, point) => String.fromCodePoint(Number.parseInt(point, 16)))
      .replace(/&(?:shy|zwnj);|[\u00ad\u200b\u200c]/g, ''),
  ],
  (text) => [
    text
      .replace(/=[ \t]*(?:\r\n|\n|\r)/g, '')
      .replace(/=([0-9a-f]{2})/gi, (_, octet) => String.fromCharCode(Number.parseInt(octet, 16))),
  ],
  (text) => {
    const sextets = text.replace(/[^0-9A-Za-z+/]/g, '');
    return ['', 'A', 'AA', 'AAA'].map((lead) => Buffer.from(lead + sextets, 'base64').toString('latin1'));
  },
  (text) => [text.replace(/\0/g, '')],
  (text) => [
    text.replace(/\+([0-9A-Za-z+/]*)-/g, (_, shifted) =>
      evenly(Buffer.from(shifted, 'base64')).swap16().toString('utf16le'),
    ),
  ],
  (text) => [
    text
      .replace(/%([0-9a-f]{2})/gi, (_, octet) => String.fromCharCode(Number.parseInt(octet, 16)))
      .replace(/"?;\s*filename\*1\*?="?/g, ''),
  ],
  (text) => encodedWordsUndone(text),
];

function evenly(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length & ~1);
}

/** A code cut by encoded words begins in one and ends in another, of which only pieces are there. */
function encodedWordsUndone(text: string): string[] {
  const [first = '', second] = text.split(/\?=\s+=\?utf-8\?[bq]\?/i);
  if (second === undefined) return [];
  const readings = (piece: string) => [
    ...['', 'A', 'AA', 'AAA'].map((lead) => Buffer.from(lead + piece, 'base64').toString('latin1')),
    piece.replace(/=([0-9a-f]{2})/gi, (_, octet) => String.fromCharCode(Number.parseInt(octet, 16))),
  ];
  return readings(first).flatMap((one) => readings(second).map((other) => one.replace(/^[^5]*/, '') + other));
}

/** True when a piece of raw text, taken out of its mail and decoded, holds a code. */
export function decodesTo(text: string, code: string, depth = 5): boolean {
  let pieces = new Set([text]);
  for (let step = 0; step <= depth; step += 1) {
    if ([...pieces].some((piece) => piece.includes(code))) return true;
    pieces = new Set([...pieces].flatMap((piece) => undo.flatMap((way) => way(piece))));
  }
  return false;
}
