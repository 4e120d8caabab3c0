import type { ScanRequest } from '../core/scan/protocol';

/** Makes sure that the worker can read what it is asked for: on a disk, it can. */
export async function readyForWorker(_request: ScanRequest): Promise<void> {}
