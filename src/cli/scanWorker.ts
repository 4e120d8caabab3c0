import { answerRequests } from '../core/files/threadPool';
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

answerRequests(async (request: BatchRequest | RangeRequest) => {
  if (request.kind === 'range') return scanPart(request);
  const { next, ...scanned } = await scanBatch(request.paths, request.format, request.times);
  // A file that is open is of no use to another thread.
  if (next) closeOpened(next);
  return scanned;
});
