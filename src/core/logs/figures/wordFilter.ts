import type { LogEvent } from '../formats/event';

/** True for an event in which every one of some words stands somewhere, whatever its case; so where there is none. */
export function hasWords(event: LogEvent, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const said = wordsOf(event);
  return words.every((word) => said.includes(word));
}

function wordsOf(event: LogEvent): string {
  const { file, format, outcome, hits, diagnostic, moment, sender, recipient } = event;
  const { queueId, sessionId, messageId, remoteHost, source, server, connector } = event;
  const codes = hits.length > 1 ? hits.map(({ code }) => code).join(' ') : event.code;
  return [
    ...[codes, file, format, outcome, diagnostic, moment?.time, sender, recipient],
    ...[queueId, sessionId, messageId, remoteHost, source, server, connector],
  ]
    .join('\n')
    .toLowerCase();
}
