/** What can be behind a block, by the names that `ndr-lens diagnose --json` prints. */
export const kinds = [
  'compromised-user',
  'rogue-connector',
  'malicious-app',
  'compromised-server',
  'open-relay',
  'stolen-smtp-login',
  'unregistered-domain',
  'pending-domain',
  'mailbox-forwarding',
  'on-behalf-of',
  'bulk-mail',
  'sudden-volume',
  'lapsed-subscription',
  'own-block-list',
  'trial-tenant',
  'service-incident',
] as const;

export type Kind = (typeof kinds)[number];

export type CulpritType =
  | 'account'
  | 'connector'
  | 'app'
  | 'server'
  | 'domain'
  | 'mailbox'
  | 'rule'
  | 'entry'
  | 'none';

export interface Culprit {
  readonly type: CulpritType;
  readonly name: string;
  /** Other names that are as right, such as the address of a server. */
  readonly aliases: readonly string[];
}

/** What is so in an incident, as far as its files show it. */
export interface Truth {
  readonly seed: number;
  /** `unknown` where what would decide was taken away: then no cause may be claimed with confidence. */
  readonly kind: Kind | 'healthy' | 'unknown';
  /** What really happened, also where the files no longer show it. */
  readonly story: Kind | 'healthy';
  readonly variant: string;
  /** Those that a diagnosis must name; empty where nobody did it. */
  readonly culprits: readonly Culprit[];
  /** Names that are neither: a diagnosis may name them, and need not. */
  readonly neutral: readonly string[];
  /** Names that must not be accused. */
  readonly innocents: readonly string[];
  /** Messages that the files show as refused with a code of the family, each once. */
  readonly blocked: number;
  /** When the first and the last of them was refused, ISO 8601 in UTC; undefined where there is none. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  /** Sorted. */
  readonly codes: readonly string[];
  /** For log stamps that name no zone, such as `+01:00`. */
  readonly zone: string;
  /** When the files were collected; what a file's own time is set to. ISO 8601 in UTC. */
  readonly collected: string;
  /** How the exports were made. */
  readonly style: string;
}
