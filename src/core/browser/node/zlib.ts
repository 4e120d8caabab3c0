import { Gunzip } from './stream';

/** Inflates gzip in the browser's own way; only a whole stream at a time, so that nothing is inflated at once. */
export function createGunzip(_options: object): Gunzip {
  return new Gunzip();
}

export const constants = { Z_SYNC_FLUSH: 2 };

/** Files that are packed are unpacked before they are given to whoever reads at once. */
export function gunzipSync(_packed: Uint8Array, _options: object): never {
  throw new Error('Nothing is inflated at once in a browser.');
}
