import type { FilePlace, LineRange, ReadLines } from './excerpt';

/** What the extension asks the worker of excerpts. */
export interface LinesRequest {
  readonly id: number;
  readonly path: string;
  readonly range: LineRange;
  readonly place: FilePlace;
}

/** What the worker answers, to the request of the same id. */
export type LinesReply =
  | { readonly id: number; readonly read: ReadLines }
  | { readonly id: number; readonly error: string };
