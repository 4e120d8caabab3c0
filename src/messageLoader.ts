type MessageCore = typeof import('./core/message');

let loaded: Promise<MessageCore> | undefined;

/** What reads messages, loaded when the first one is met. */
export function loadMessageCore(): Promise<MessageCore> {
  loaded ??= import('./core/message');
  return loaded;
}
