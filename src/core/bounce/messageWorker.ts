import { parentPort } from 'node:worker_threads';
import { readMessageContent } from './messageContent';
import type { MessageReply, MessageRequest } from './messageProtocol';

parentPort?.on('message', async ({ id, message }: MessageRequest) => {
  const reply: MessageReply = await readMessageContent(message).then(
    (content) => ({ id, content }),
    (error: unknown) => ({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }),
  );
  parentPort?.postMessage(reply);
});
