import { domainOf } from '../../bounce/address';
import { type LogEvent, nullSender } from '../formats/event';
import { isSameServer } from './serverNames';
import { hasWords } from './wordFilter';

/** Which events a person wants to see; every part that is there must hold. Plain data, so that it can travel between threads and windows. */
export interface EventFilter {
  readonly code?: string | undefined;
  readonly file?: string | undefined;
  readonly sender?: string | undefined;
  readonly domain?: string | undefined;
  readonly source?: string | undefined;
  readonly remoteHost?: string | undefined;
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  /** Each of them stands somewhere in the event, whatever its case. */
  readonly words?: string | undefined;
  /** Milliseconds since 1970; events from then on, and none without a time. */
  readonly since?: number | undefined;
  /** Milliseconds since 1970; events before then, and none without a time. */
  readonly until?: number | undefined;
}

/** Says whether an event is wanted. */
export function passes(event: LogEvent, filter: EventFilter): boolean {
  const { since, until, code, file, sender, domain, source, remoteHost, server, connector, words } = filter;
  const isIn = (wanted: string | undefined, name: string | undefined) =>
    wanted === undefined || wanted === name;
  return (
    (code === undefined || event.hits.some((hit) => hit.code === code)) &&
    isIn(file, event.file) &&
    (sender === undefined || sender.toLowerCase() === event.sender?.toLowerCase()) &&
    isIn(domain, sendingDomain(event)) &&
    isIn(source, event.source) &&
    isIn(remoteHost, event.remoteHost?.toLowerCase()) &&
    (server === undefined || (event.server !== undefined && isSameServer(server, event.server))) &&
    isIn(connector, event.connector) &&
    ((since === undefined && until === undefined) || isWithin(event, since, until)) &&
    (words === undefined || hasWords(event, words))
  );
}

function isWithin(
  { moment }: LogEvent,
  since = Number.NEGATIVE_INFINITY,
  until = Number.POSITIVE_INFINITY,
): boolean {
  return moment !== undefined && moment.at >= since && moment.at < until;
}

/** The domain of the envelope sender; the null sender has none, and a name without a domain is a local user's. */
export function sendingDomain({ sender }: Pick<LogEvent, 'sender'>): string | undefined {
  return sender === undefined || sender === nullSender || !sender.includes('@')
    ? undefined
    : domainOf(sender);
}
