import type { Evidence } from '../code/evidence';
import type { Picture } from './picture';

/** What can be behind a block. */
export const causeKinds = [
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

export type CauseKind = (typeof causeKinds)[number];

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

/** Who or what did it; of type `none` what stands for it where nobody did, such as a subscription. */
export interface NamedCulprit {
  readonly type: CulpritType;
  /** As the evidence writes it, and not fit to show as it stands. */
  readonly name: string;
}

/** That a sign was seen: of whom, with the values of its text, and where. */
export interface Observation {
  /** Undefined where it speaks of the incident as a whole. */
  readonly culprit?: NamedCulprit | undefined;
  readonly values?: Readonly<Record<string, string>>;
  readonly evidence: readonly Evidence[];
}

/** A sign: a pure function of the picture. What it weighs for which cause stands in `causes.json`. */
export type Sign = (picture: Picture) => Observation[];
