import { decodeContainer } from './leafReading';
import { deepestDecoding, mostParts } from './limits';
import { messagesIn } from './messages';
import { chained } from './offsetMap';
import type { View } from './view';
import { type Entity, type Start, Walker } from './walker';

/** A mail, or an mbox, whose parts have been found: its codes, its NDR, its outline and its folds are read from this. */
export interface Mail {
  /** The raw text. */
  readonly text: string;
  /** The raw text with its parts, then what is decoded out of it, out of that, and so on. */
  readonly views: readonly View[];
}

type Unwalked = Omit<View, 'entities'> & { readonly messages: readonly Start[] };

/** Walks the MIME structure of a document, once for all who want to know something of it. Never throws. */
export function readMail(text: string): Mail {
  const messages = messagesIn(text).map(({ from, to }, index) => ({
    from,
    to,
    path: `${index + 1}`,
    depth: 1,
  }));
  const waiting: Unwalked[] = [
    { text, isBytes: false, map: undefined, encoding: undefined, depth: 0, messages },
  ];
  const views: View[] = [];
  let left = mostParts;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const view = walk(next, left);
    views.push(view);
    left -= view.entities.length;
    if (view.depth >= deepestDecoding) continue;
    for (const entity of view.entities)
      if (entity.holds === 'encoded parts') waiting.push(decoded(view, entity));
  }
  return { text, views };
}

function walk({ messages, ...view }: Unwalked, mostEntities: number): View {
  const walker = new Walker(view.text, mostEntities);
  for (const message of messages) walker.walk(message);
  return { ...view, entities: walker.entities };
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
