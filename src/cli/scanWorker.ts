import { parentPort } from 'node:worker_threads';
import { type Format, type Scanned, scanBatch } from './scanBatch';

/** What the pool asks of a worker: scan these files. */
export interface BatchRequest {
  readonly paths: readonly string[];
  readonly format: Format;
}

/** Requests are answered in the order in which they came. */
parentPort?.on('message', ({ paths, format }: BatchRequest) => {
  const scanned: Scanned = scanBatch(paths, format);
  parentPort?.postMessage(scanned);
});
