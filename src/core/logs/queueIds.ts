import type { MessageKey } from './attribution';

/** The id that a key is made of. */
export function idIn(key: MessageKey): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

/**
 * What every line about a message holds; undefined where that cannot be told. Postfix and Sendmail write a colon behind
 * their ids, Exim and OpenSMTPD do not.
 */
export function textIn(key: MessageKey): string | undefined {
  const id = idIn(key);
  if (!/^[!-~]{5,200}$/.test(id)) return undefined;
  return isColonBehind(key) ? `${id}:` : id;
}

/** True where each line about a message holds its id with a colon behind. */
export function isColonBehind(key: MessageKey): boolean {
  return /^[0-9A-Za-z]{5,24}$/.test(idIn(key)) && !/\/(?:smtpd|exim):[^:]*$/.test(key);
}
