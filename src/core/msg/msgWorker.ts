import { parentPort } from 'node:worker_threads';
import type { MsgReply, MsgRequest } from './msgProtocol';
import { readMsg } from './readMsg';
import { damaged, UnreadableMessage } from './unreadable';

parentPort?.on('message', ({ id, bytes }: MsgRequest) => parentPort?.postMessage(replyTo(id, bytes)));

function replyTo(id: number, bytes: Uint8Array): MsgReply {
  try {
    return { id, mail: readMsg(bytes) };
  } catch (error) {
    return { id, error: error instanceof UnreadableMessage ? error.message : damaged };
  }
}
