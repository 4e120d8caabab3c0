import type { OutlookMail } from './mailLines';

/** What the worker is asked: make a mail of these bytes. */
export interface MsgRequest {
  readonly id: number;
  readonly bytes: Uint8Array;
}

/** What it answers, to the request of the same id. */
export type MsgReply =
  | { readonly id: number; readonly mail: OutlookMail }
  | { readonly id: number; readonly error: string };
