import { parentPort } from 'node:worker_threads';
import type { MessageReply, MessageRequest } from './protocol';
import { summarize } from './summary';

parentPort?.on('message', async ({ id, message }: MessageRequest) => {
  const reply: MessageReply = await summarize(message).then(
    (summary) => ({ id, summary }),
    (error: unknown) => ({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  parentPort?.postMessage(reply);
});
