import type { Evidence } from '../../code/evidence';

/** How often a name stands in the logs, and where first. */
export interface LogCount {
  readonly name: string;
  readonly blocked: number;
  /** The codes that blocked it, in order. */
  readonly codes: readonly string[];
  readonly evidence?: Evidence | undefined;
}

/** What rules need of the logs. Plain data, the same whatever order the events came in. */
export interface LogFacts {
  /** Sending domains of mails that were sent or blocked, in lower case, by name. */
  readonly domains: readonly LogCount[];
  readonly senders: readonly LogCount[];
  /** Hosts that took or refused mail, and connectors, in lower case. */
  readonly remoteHosts: readonly string[];
  readonly connectors: readonly string[];
  /** Time of the first mail that was blocked, in milliseconds since 1970. */
  readonly firstHit?: number | undefined;
  readonly codes: readonly string[];
}
