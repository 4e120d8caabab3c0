import type { OffsetMap } from './offsetMap';
import type { Source } from './reading';
import type { Entity } from './walker';

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
