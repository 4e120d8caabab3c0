import { findStatusCodes } from '../code/statusCode';
import { looksLikeMessage, messageHeadLength } from '../files/mailFile';
import { Lines } from '../mail/lines';
import { codesOfMail, findMessageCodes, type Via } from '../mail/messageCodes';
import { type Mail, readMail } from '../mail/readMail';
import { lineAround, type ScanHit, StatusCodeScanner } from './scanner';

/** A hit in a file; in a message with what the code is written in and the part that holds it. */
export interface FileHit extends ScanHit {
  readonly via?: Via;
  readonly part?: { readonly path: string; readonly mediaType: string };
  /** Where it stands in a file that has no lines, such as an Outlook message, for people; the line is that of the mail made of it. */
  readonly place?: string;
}

/**
 * The longest message that is read whole, in UTF-16 units; Exchange Online takes mail up to 150 MB. What is longer is
 * searched as it stands, like a log.
 */
const longestMessage = 1 << 28;

/**
 * Finds status codes in a text that arrives in pieces: in a message seen through its encodings, in anything else where
 * they stand, with memory near the size of one piece.
 */
export async function* scanText(pieces: AsyncIterable<string>): AsyncGenerator<readonly FileHit[]> {
  const rest = pieces[Symbol.asyncIterator]();
  const head = await gather(rest, '', messageHeadLength);
  const start = looksLikeMessage(head) ? await gather(rest, head, longestMessage) : head;
  if (looksLikeMessage(start) && start.length < longestMessage) {
    yield mailHits(readMail(start));
    return;
  }
  const scanner = new StatusCodeScanner();
  yield scanner.push(start);
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield scanner.push(next.value);
  yield scanner.end();
}

/** Finds status codes in a text that is at hand as a whole: the same as `scanText`, at once. */
export function scanWhole(text: string): readonly FileHit[] {
  if (looksLikeMessage(text)) return mailHits(readMail(text));
  const scanner = new StatusCodeScanner();
  return [...scanner.push(text), ...scanner.end()];
}

/** How many hits `scanWhole` finds, without finding out their lines. */
export function countWhole(text: string): number {
  return looksLikeMessage(text) ? findMessageCodes(text).length : findStatusCodes(text).length;
}

/** Takes pieces until the text has a length, or no more come. */
async function gather(pieces: AsyncIterator<string>, first: string, length: number): Promise<string> {
  let text = first;
  while (text.length < length) {
    const next = await pieces.next();
    if (next.done) break;
    text += next.value;
  }
  return text;
}

/** The hits in a mail that has been read, with their lines. */
function mailHits(mail: Mail): FileHit[] {
  return codePlaces(mail).map(({ code, line, column, hit }) => {
    const { via, part } = hit;
    const text = via === 'plain' ? lineAround(mail.text, hit.start - column + 1, hit) : hit.sentence;
    return { line, column, code, text, via, part };
  });
}

/** The codes in a mail that has been read, with the lines and columns where they stand, both from 1. */
export function codePlaces(mail: Mail) {
  const lines = new Lines(mail.text);
  return codesOfMail(mail).map((hit) => {
    const { line, lineStart } = lines.at(hit.start);
    return { code: hit.code, line, column: hit.start - lineStart + 1, hit };
  });
}
