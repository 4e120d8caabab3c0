import type { Mail } from '../model';

/** What an administrator can hand over. Each is one question to the tenant, or one kind of log. */
export const evidenceNames = [
  'relay-log',
  'protocol-log',
  'trace',
  'trace-details',
  'bounces',
  'accepted-domains',
  'directory-domains',
  'inbound-connectors',
  'outbound-connectors',
  'blocked-connectors',
  'audit',
  'sign-ins',
  'inbox-rules',
  'forwarding',
  'permissions',
  'restricted-senders',
  'outbound-policy',
  'roles',
  'mfa',
  'conditional-access',
  'transport-rules',
  'apps',
  'subscriptions',
  'health',
  'block-list',
  'receive-connectors',
  'postconf',
  'non-accepted-domains',
  'audit-enabled',
  'security-defaults',
  'exchange-admins',
  'counts',
  'email-events',
] as const;

export type EvidenceName = (typeof evidenceNames)[number];

export interface IncidentFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** The mails that it shows as refused, with their code. */
  readonly refused: readonly Mail[];
}

/** A file of a tenant export, which shows no refused mail. */
export const plainFile = (name: string, bytes: Buffer): IncidentFile => ({ name, bytes, refused: [] });
