/**
 * Where the ids of messages are unique: `q` queue ids, which belong to a host and a program that writes through syslog; `s`
 * sessions; `m` Message-ID fields; `n` network message ids of Exchange Online; `i` conversations of IIS; `j` ids in JSON;
 * `x` ids in logs of Exim's own.
 */
export type IdSpace = 'q' | 's' | 'm' | 'n' | 'i' | 'j' | 'x';

/** The id of a message within the logs: its space, where in that it is unique, and itself. */
export type MessageKey = `${IdSpace}:${string}`;

/**
 * The key of a queue id.
 * @param program what writes the log: the instance of Postfix, `exim`, `sendmail` or `smtpd`
 */
export function queueKey(host: string | undefined, program: string, id: string): MessageKey {
  return `q:${host ?? ''}/${program}:${id}`;
}

/** True for the id of a message that a program tells syslog: such ids are joined in a second pass. */
export function isQueueKey(key: MessageKey): boolean {
  return key.startsWith('q:');
}

/** The queue id that a key is made of. */
export function queueIdIn(key: MessageKey): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

/**
 * True where each line about a message holds its queue id with a colon behind, by which it can be searched for. Postfix and
 * Sendmail write that, Exim and OpenSMTPD do not.
 */
export function isSearchable(key: MessageKey): boolean {
  return (
    isQueueKey(key) && /^[0-9A-Za-z]{5,24}$/.test(queueIdIn(key)) && !/\/(?:smtpd|exim):[^:]*$/.test(key)
  );
}

/** Keys of the ids that a record has, each in its space; what it does not have is left out. */
export function messageKeys(
  ids: readonly (readonly [space: IdSpace | `${IdSpace}:${string}`, id: string | undefined])[],
): MessageKey[] {
  return ids.flatMap(([space, id]) => (id ? [`${space}:${id}` as const] : []));
}
