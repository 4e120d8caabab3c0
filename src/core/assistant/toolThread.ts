import { Worker } from 'node:worker_threads';
import { failure, type ToolCall, type ToolReply } from './toolCall';

/** How large the heap of the thread may grow, in MB. */
const heap = 1024;

/**
 * Runs a tool on a thread of its own: whoever asked goes on meanwhile, and aborting `signal` ends it at once.
 * @throws (by rejection) the signal's reason
 */
export async function runOnThread(call: ToolCall, signal: AbortSignal): Promise<ToolReply> {
  signal.throwIfAborted();
  const worker = new Worker(require.resolve('./toolWorker'), {
    workerData: call,
    resourceLimits: { maxOldGenerationSizeMb: heap },
  });
  try {
    return await new Promise<ToolReply>((resolve, reject) => {
      const stopped = (error: unknown) =>
        resolve(failure(call.name, call.setting.language, 'error.stopped', error));
      worker.on('message', resolve).on('error', stopped).on('exit', stopped);
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    void worker.terminate();
  }
}
