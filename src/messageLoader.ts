type MessageCore = typeof import('./core/message');

let loaded: MessageCore | undefined;

/**
 * What reads messages, loaded when the first one is met. At once and not by a promise: links, hovers, marks and commands
 * ask for hits and have to have them in the same turn, or they would fall apart while somebody types.
 */
export function messageCore(): MessageCore {
  loaded ??= require('./core/message') as MessageCore;
  return loaded;
}
