import type { MessageContent } from './messageContent';

/** What the extension asks the message worker: decode this mail, its bytes or its text. */
export interface MessageRequest {
  readonly id: number;
  readonly message: string | Uint8Array;
}

/** What the message worker answers, to the request of the same id. */
export type MessageReply =
  | { readonly id: number; readonly content: MessageContent }
  | { readonly id: number; readonly error: string };
