import type { LogEvent } from '../logs/formats/event';

/**
 * Says which events a person means who types words: those in which every word stands somewhere, whatever its case.
 * @returns undefined for no words
 */
export function wordFilter(text: string): ((event: LogEvent) => boolean) | undefined {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return undefined;
  return (event) => {
    const said = wordsOf(event);
    return words.every((word) => said.includes(word));
  };
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
