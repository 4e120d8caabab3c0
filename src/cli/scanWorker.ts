import { parentPort } from 'node:worker_threads';
import { closeOpened } from '../core/search/openFile';
import { type PrintFormat, scanBatch } from './scanBatch';
import { type RangeRequest, scanPart } from './scanPart';
import type { Times } from './times';

/** What the pool asks of a worker: to scan these files. */
export interface BatchRequest {
  readonly kind: 'batch';
  readonly paths: readonly string[];
  readonly format: PrintFormat;
  readonly times: Times;
}

/** What came of it: of a range also why it could not be read. */
export type Answer<Result> = { readonly result: Result } | { readonly error: unknown };

async function resultOf(request: BatchRequest | RangeRequest) {
  if (request.kind === 'range') return scanPart(request);
  const { next, ...scanned } = await scanBatch(request.paths, request.format, request.times);
  // A file that is open is of no use to another thread.
  if (next) closeOpened(next);
  return scanned;
}

async function answer(request: BatchRequest | RangeRequest): Promise<void> {
  let said: Answer<Awaited<ReturnType<typeof resultOf>>>;
  try {
    said = { result: await resultOf(request) };
  } catch (error) {
    said = { error };
  }
  parentPort?.postMessage(said);
}

let answered = Promise.resolve();

/** Requests are answered in the order in which they came. */
parentPort?.on('message', (request: BatchRequest | RangeRequest) => {
  answered = answered.then(() => answer(request));
});
