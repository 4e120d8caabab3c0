import type { Evidence } from '../../code/evidence';
import type { BounceOrigin } from '../formats/event';

/** How often a name stands in the logs, and where first. */
export interface LogCount {
  readonly name: string;
  readonly blocked: number;
  /** The codes that blocked it, in order. */
  readonly codes: readonly string[];
  readonly evidence?: Evidence | undefined;
}

/** The first and the last mail that was blocked, where their times are known. */
export interface Refusals {
  readonly first: MailMoment;
  readonly last: MailMoment;
}

/** Who tells of a mail: a log of an own server, a message trace of Exchange Online, or the bounce. */
export type Vantage = 'server' | 'trace' | 'bounce';

/**
 * Mails that went the same way: one sender, handed in from one address, by one login, to one server or connector. Times are
 * milliseconds since 1970. Delivered mail is here where it was read one by one, and not where it was only counted.
 */
export interface MailFlow {
  readonly vantage: Vantage;
  /** Envelope sender in lower case; an empty text where nobody names it. The null sender has no flows. */
  readonly sender: string;
  /** IP address that handed the mail in; undefined where the log does not say it, as for programs of the server itself. */
  readonly source?: string | undefined;
  /** The verified name of that host, of its first mail that tells one. */
  readonly sourceName?: string | undefined;
  readonly login?: string | undefined;
  /** In lower case. */
  readonly server?: string | undefined;
  readonly connector?: string | undefined;
  readonly delivered: number;
  readonly blocked: number;
  readonly deferred: number;
  readonly codes: readonly string[];
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  /** The first and the last of its mails that were blocked. */
  readonly refusals?: Refusals | undefined;
  readonly lastDelivered?: MailMoment | undefined;
  /** By the hour in which they begin, in order. Hours beyond the first ones that are kept are left out. */
  readonly hours: readonly HourOfFlow[];
  /** How many mails went to each domain; those beyond the first ones count under an empty name. */
  readonly recipientDomains: Readonly<Record<string, number>>;
  /** Hosts that took or refused the mails, in lower case: the first ones. */
  readonly remoteHosts: readonly HostOfFlow[];
  /** Mails that had waited for long (see `longWait`), and the longest of these waits in milliseconds. */
  readonly waited: number;
  readonly longestWait: number;
  /** What bounces say about the way, each once; empty for the other vantages. */
  readonly origins: readonly BounceOrigin[];
  readonly evidence: Evidence;
}

export interface HostOfFlow {
  readonly name: string;
  readonly count: number;
  readonly first?: number | undefined;
}

export interface HourOfFlow {
  /** When it begins, in milliseconds since 1970. */
  readonly at: number;
  readonly delivered: number;
  readonly blocked: number;
}

/** What became of one mail, when, and where that stands. */
export interface MailMoment {
  readonly at: number;
  readonly code?: string | undefined;
  readonly evidence: Evidence;
}

/** Logins to own servers that failed with one name. */
export interface LoginFailures {
  /** In lower case. */
  readonly login: string;
  readonly count: number;
  /** From how many IP addresses; the first thousand. */
  readonly addresses: number;
  readonly first?: number | undefined;
  readonly last?: number | undefined;
  readonly evidence: Evidence;
}

/** Delivered mail that was counted and not read one by one. */
export interface CountedMail {
  /** The busiest senders, in the spelling of the log, with the first place of each. */
  readonly senders: readonly { readonly name: string; readonly count: number; readonly evidence: Evidence }[];
  /** All mails by the hour in which they went, in milliseconds since 1970, in order. */
  readonly hours: readonly { readonly at: number; readonly count: number }[];
}

/** What rules need of the logs. Plain data, the same whatever order the events came in. */
export interface LogFacts {
  /** Sending domains of mails that were sent or blocked, in lower case, by name. */
  readonly domains: readonly LogCount[];
  readonly senders: readonly LogCount[];
  /** Hosts that took or refused mail, and connectors, in lower case. */
  readonly remoteHosts: readonly string[];
  readonly connectors: readonly string[];
  /** By sender, source, login, server and connector. */
  readonly flows: readonly MailFlow[];
  /** Time of the first mail that was blocked, in milliseconds since 1970. */
  readonly firstHit?: number | undefined;
  /** The first and the last mail that was blocked. */
  readonly refusals?: Refusals | undefined;
  readonly codes: readonly string[];
  readonly counted?: CountedMail | undefined;
  /** By name; where each line was read. */
  readonly loginFailures?: readonly LoginFailures[] | undefined;
}
