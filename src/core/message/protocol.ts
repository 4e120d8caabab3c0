import type { MessageSummary } from './summary';

/** What the extension asks the message worker: read this message. */
export interface MessageRequest {
  readonly id: number;
  readonly message: string;
}

/** What the message worker answers, to the request of the same id. */
export type MessageReply =
  | { readonly id: number; readonly summary: MessageSummary }
  | { readonly id: number; readonly error: string };
