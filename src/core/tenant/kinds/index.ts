import type { ExportKind } from '../facts';
import type { Fields } from '../fields';
import { appPermissions, servicePrincipals } from './apps';
import { auditLog } from './auditLog';
import { blockedConnectors, inboundConnectors, outboundConnectors } from './connectors';
import { acceptedDomains, nonAcceptedDomains, remoteDomains } from './domains';
import {
  accessPolicies,
  accountStates,
  authenticationMethods,
  mfaRegistration,
  roleMembers,
  securityDefaults,
} from './identities';
import type { KindReader } from './kind';
import { inboxRules, mailboxes, mailboxPermissions, smtpAuthMailboxes } from './mailboxes';
import { clicks, mailCounts, messageTraceExport } from './messageTrace';
import { auditConfig, serviceHealth, subscriptions } from './organization';
import {
  blockedSenders,
  blockList,
  outboundPolicies,
  sendingLimits,
  transportConfig,
  transportRules,
} from './policies';
import { postfix, receiveConnectors, relayPermissions } from './servers';
import { signIns } from './signIns';

/** All kinds; where a row could be of two, the first is meant. */
export const kindReaders: readonly KindReader[] = [
  postfix,
  auditLog,
  signIns,
  mfaRegistration,
  authenticationMethods,
  accountStates,
  clicks,
  messageTraceExport,
  nonAcceptedDomains,
  receiveConnectors,
  inboundConnectors,
  outboundConnectors,
  blockedConnectors,
  blockedSenders,
  blockList,
  outboundPolicies,
  remoteDomains,
  smtpAuthMailboxes,
  transportConfig,
  auditConfig,
  sendingLimits,
  mailboxes,
  mailboxPermissions,
  relayPermissions,
  transportRules,
  inboxRules,
  servicePrincipals,
  appPermissions,
  serviceHealth,
  subscriptions,
  securityDefaults,
  accessPolicies,
  roleMembers,
  acceptedDomains,
  mailCounts,
];

export function kindOf(fields: Fields): KindReader | undefined {
  return kindReaders.find((reader) => reader.recognises(fields));
}

export function kindNamed(kind: ExportKind): KindReader | undefined {
  return kindReaders.find((reader) => reader.kind === kind);
}
