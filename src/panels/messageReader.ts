import type * as vscode from 'vscode';
import type { MessageReply, MessageRequest } from '../core/message/protocol';
import type { MessageSummary } from '../core/message/summary';
import { WorkerCalls } from '../workerCalls';

/** In milliseconds. A message that takes longer is given up; a large one takes a few hundred. */
const times = { patience: 20_000, idle: 60_000 };

/**
 * Reads messages with mailparser in a worker, so that neither loading it nor a large or hostile message holds up the
 * extension host.
 */
export class MessageReader implements vscode.Disposable {
  private readonly calls = new WorkerCalls<MessageRequest, MessageReply>(
    require.resolve('../core/message/worker'),
    times,
  );

  /** @throws Error when the message cannot be read, or not in time */
  async read(message: string): Promise<MessageSummary> {
    const reply = await this.calls.ask((id) => ({ id, message }));
    if ('error' in reply) throw new Error(reply.error);
    return reply.summary;
  }

  dispose(): void {
    this.calls.dispose();
  }
}
