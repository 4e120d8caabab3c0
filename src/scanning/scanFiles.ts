import type { ScanRequest } from '../core/scan/protocol';

/**
 * Makes sure that the worker can read what it is asked for: on a disk, it can.
 * @returns false where a person does not want to wait for that
 */
export async function readyForWorker(_request: ScanRequest): Promise<boolean> {
  return true;
}
