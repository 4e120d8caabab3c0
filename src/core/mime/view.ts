import { decodeContainer } from './leafReading';
import { deepestDecoding, mostParts } from './limits';
import { messagesIn } from './messages';
import { chained, type OffsetMap } from './offsetMap';
import type { Source } from './reading';
import { type Entity, type Start, Walker } from './walker';

/** Offsets in UTF-16 units, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A text that parts stand in, the document or one decoded out of it, with its parts. */
export interface View extends Source {
  /** The way to the document; undefined where the text is the document. */
  readonly map: OffsetMap | undefined;
  /** The outermost transfer encoding on the way to the document. */
  readonly encoding: 'base64' | 'quoted-printable' | undefined;
  /** How often the document was decoded to get here. */
  readonly depth: number;
  /** In the order of the text: a part comes before those in it. */
  readonly entities: readonly Entity[];
}

type Unwalked = Omit<View, 'entities'> & { readonly messages: readonly Start[] };

/** The document as a view, then what is decoded out of it, out of that, and so on. */
export function* viewsOf(text: string): Generator<View> {
  const messages = messagesIn(text).map(({ from, to }, index) => ({
    from,
    to,
    path: `${index + 1}`,
    depth: 1,
  }));
  const waiting: Unwalked[] = [
    { text, isBytes: false, map: undefined, encoding: undefined, depth: 0, messages },
  ];
  let left = mostParts;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const walker = new Walker(next.text, left);
    for (const message of next.messages) walker.walk(message);
    left -= walker.entities.length;
    const { map, encoding, depth, isBytes } = next;
    const view: View = { text: next.text, isBytes, map, encoding, depth, entities: walker.entities };
    yield view;
    if (view.depth >= deepestDecoding) continue;
    for (const entity of view.entities)
      if (entity.holds === 'encoded parts') waiting.push(decoded(view, entity));
  }
}

function decoded(view: View, { content, body, path, depth }: Entity): Unwalked {
  const { text, map } = decodeContainer(view, content, body.from, body.to);
  return {
    text,
    isBytes: true,
    map: view.map ? chained(view.map, map) : map,
    encoding: view.encoding ?? content.encoding,
    depth: view.depth + 1,
    messages: [{ from: 0, to: text.length, path: `${path}.1`, depth: depth + 1 }],
  };
}
