import { findStatusCodes } from '../code/statusCode';
import { HeaderReader, type HeaderReading } from './headerReading';
import { isHtml } from './html';
import { type Disguise, type LeafReading, mayShowCode, readLeaf } from './leafReading';
import type { OffsetMap } from './offsetMap';
import { type Mail, readMail } from './readMail';
import { sentenceAround, sentenceInHtml } from './sentence';
import type { Range, View } from './view';
import type { Entity } from './walker';

/** What a code is written in: the transfer encoding where there is one, else what else hides it. */
export type Via = 'plain' | 'quoted-printable' | 'base64' | 'parameter' | Disguise;

/** A status code in a message. Offsets are UTF-16 units of the raw text, `end` exclusive. */
export interface MessageHit {
  /** The enhanced status code (RFC 3463), such as `5.7.705`. */
  readonly code: string;
  readonly start: number;
  /** Behind the last raw character that encodes the code; line breaks may lie between. */
  readonly end: number;
  readonly via: Via;
  /** The innermost part that holds the code: numbers on the way to it, from 1, and its media type in lower case. */
  readonly part: { readonly path: string; readonly mediaType: string };
  /** What the decoded text says around the code, fit to show (see `printable`), at most some 300 units. */
  readonly sentence: string;
}

/** A code seen in one reading of the document. Of two at one place the one of higher rank was decoded further. */
interface Sighting {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly via: Via;
  readonly entity: Entity | undefined;
  readonly rank: number;
  readonly text: string;
  /** True where the text is HTML with its tags. */
  readonly isMarkup: boolean;
  readonly at: Range;
}

/**
 * Finds the 5.7.7xx codes of a message or mbox, in order of place: those in plain sight wherever they stand, and those
 * that show once a part is decoded. Never throws; text that is no message has the codes in plain sight.
 */
export function findMessageCodes(text: string): MessageHit[] {
  return codesOfMail(readMail(text));
}

/** The same in a mail that has been read. */
export function codesOfMail({ views }: Mail): MessageHit[] {
  const sightings: Sighting[] = [];
  for (const view of views) {
    lookAtPlainText(view, sightings);
    const headers = new HeaderReader(view.text);
    for (const entity of view.entities) {
      const { from, to } = entity.header;
      if (headers.mayShowCode(from, to)) lookAtHeader(view, entity, headers, sightings);
      if (entity.holds === 'content') lookAtContent(view, entity, sightings);
    }
  }
  return merged(sightings).map((sighting) => new Hit(sighting));
}

function lookAtPlainText(view: View, sightings: Sighting[]): void {
  const { entities } = view;
  let next = 0;
  const around: Entity[] = [];
  for (const hit of findStatusCodes(view.text)) {
    for (let entity = entities[next]; entity && entity.header.from <= hit.start; entity = entities[++next])
      around.push(entity);
    // Parts nest, so one that ends before this hit holds none of those that follow.
    while (around.length > 1 && (around.at(-1)?.body.to ?? 0) <= hit.start) around.pop();
    const entity = around.at(-1);
    const { start, end } = placeOf(view, hit);
    sightings.push({
      code: hit.code,
      start,
      end,
      via: view.encoding ?? 'plain',
      entity,
      rank: 3 * view.depth,
      text: view.text,
      at: hit,
      isMarkup: entity !== undefined && isHtml(entity.content) && hit.start >= entity.body.from,
    });
  }
}

function lookAtHeader(view: View, entity: Entity, headers: HeaderReader, sightings: Sighting[]): void {
  for (const reading of headers.read(entity.header.from, entity.header.to))
    note(view, entity, reading, { via: view.encoding ?? reading.disguise, rank: 1 }, sightings);
}

function lookAtContent(view: View, entity: Entity, sightings: Sighting[]): void {
  const { content, body } = entity;
  if (!mayShowCode(view.text, content, body.from, body.to)) return;
  for (const reading of readLeaf(view, content, body.from, body.to)) {
    const via = view.encoding ?? content.encoding ?? reading.disguise;
    note(view, entity, reading, { via, rank: reading.disguise === 'charset' ? 1 : 2 }, sightings);
  }
}

function note(
  view: View,
  entity: Entity,
  { text, map, disguise }: HeaderReading | LeafReading,
  { via, rank }: Pick<Sighting, 'via' | 'rank'>,
  sightings: Sighting[],
): void {
  const isMarkup = disguise === 'charset' && isHtml(entity.content);
  for (const at of findStatusCodes(text)) {
    const range = disguise === 'parameter' ? rangeOfPieces(map, at) : rangeIn(map, at);
    const { start, end } = placeOf(view, range);
    sightings.push({
      code: at.code,
      start,
      end,
      via,
      entity,
      rank: 3 * view.depth + rank,
      text,
      isMarkup,
      at,
    });
  }
}

/** Where a code stands that was read by way of a map. */
function rangeIn(map: OffsetMap, { start, end }: Range): Range {
  return { start: map.start(start), end: map.end(end - 1) };
}

/** The same where pieces may stand in any order, as those of a parameter do: every character is asked for its place. */
function rangeOfPieces(map: OffsetMap, { start, end }: Range): Range {
  const offsets = Array.from({ length: end - start }, (_, index) => start + index);
  return {
    start: Math.min(...offsets.map((offset) => map.start(offset))),
    end: Math.max(...offsets.map((offset) => map.end(offset))),
  };
}

function placeOf({ map }: View, range: Range): Range {
  return map ? rangeIn(map, range) : range;
}

/** Puts sightings in order of place and makes one of those that are the same code at the same place. */
function merged(sightings: Sighting[]): Sighting[] {
  if (sightings.length < 2) return sightings;
  if (!areInOrder(sightings)) sightings.sort(byPlace);
  const kept: Sighting[] = [];
  for (const sighting of sightings) {
    const last = kept.at(-1);
    if (last && last.code === sighting.code && sighting.start < last.end)
      kept[kept.length - 1] = same(last, sighting);
    else kept.push(sighting);
  }
  return kept;
}

/** Most are, and to see that takes less time than to sort. */
function areInOrder(sightings: readonly Sighting[]): boolean {
  return sightings.every((sighting, index) => {
    const last = sightings[index - 1];
    return last === undefined || byPlace(last, sighting) <= 0;
  });
}

function byPlace(one: Sighting, other: Sighting): number {
  return one.start - other.start || one.end - other.end || one.rank - other.rank;
}

/** The reading decoded further says more; what stands in plain sight is called plain. */
function same(one: Sighting, other: Sighting): Sighting {
  const best = other.rank > one.rank ? other : one;
  const plain = [one, other].find(({ via }) => via === 'plain');
  return plain ? { ...best, start: plain.start, end: plain.end, via: 'plain' } : best;
}

/** A text longer than this, in UTF-16 units, is not kept in memory for a sentence that somebody may ask for. */
const longestKept = 1 << 16;

/** A hit whose sentence is made when it is first asked for: most who look for codes want places only. */
class Hit implements MessageHit {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly via: Via;
  readonly part: MessageHit['part'];
  private said: string | Pick<Sighting, 'text' | 'at' | 'isMarkup'>;

  constructor({ code, start, end, via, entity, text, at, isMarkup }: Sighting) {
    this.code = code;
    this.start = start;
    this.end = end;
    this.via = via;
    this.part = { path: entity?.path ?? '1', mediaType: entity?.content.mediaType ?? 'text/plain' };
    this.said = { text, at, isMarkup };
    if (text.length > longestKept) this.said = this.sentence;
  }

  get sentence(): string {
    if (typeof this.said === 'string') return this.said;
    const { text, at, isMarkup } = this.said;
    this.said = isMarkup ? sentenceInHtml(text, at) : sentenceAround(text, at);
    return this.said;
  }
}
