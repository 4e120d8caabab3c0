/**
 * How far a mail is followed. Each limit stops what only an attack does; past it the raw text is still searched, so
 * that no code in plain sight is lost.
 */

/** Parts within parts. Mail seen in the wild stays under 15; a path such as `1.2.1` grows with each. */
export const deepestNesting = 100;

/** Messages or multiparts that are themselves transfer encoded, within each other: each decodes what it holds again. */
export const deepestDecoding = 6;

/** Parts of one document, so that a file of nothing but delimiters cannot fill the memory. */
export const mostParts = 50_000;

/**
 * The longest piece of an encoded body decoded at once, in UTF-16 units of raw text; a longer body is decoded piece
 * by piece. A map may take ten times as many bytes.
 */
export const longestPiece = 1 << 22;

/**
 * How much of a message or multipart that is itself transfer encoded is decoded, in UTF-16 units of raw text: all of
 * it has to be at hand while its parts are read.
 */
export const longestContainer = 1 << 26;

/** How much of the piece before is decoded again with the next, in bytes: more than the detector and an excerpt need. */
export const pieceOverlap = 1 << 12;
