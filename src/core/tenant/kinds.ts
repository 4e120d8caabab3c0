import type { ExportKind } from './facts';
import type { Fields } from './fields';
import type { KindReader } from './kind';
import { appPermissions, servicePrincipals } from './kinds/appKinds';
import { auditLog } from './kinds/auditLog';
import { blockedConnectors, inboundConnectors, outboundConnectors } from './kinds/connectorKinds';
import { acceptedDomains, nonAcceptedDomains, remoteDomains } from './kinds/domainKinds';
import {
  accessPolicies,
  accountStates,
  authenticationMethods,
  mfaRegistration,
  roleMembers,
  securityDefaults,
} from './kinds/identityKinds';
import { inboxRules, mailboxes, mailboxPermissions, smtpAuthMailboxes } from './kinds/mailboxKinds';
import { clicks, mailCounts, messageTraceExport } from './kinds/messageTraceKinds';
import { auditConfig, serviceHealth, subscriptions } from './kinds/organizationKinds';
import {
  blockedSenders,
  blockList,
  outboundPolicies,
  sendingLimits,
  transportConfig,
  transportRules,
} from './kinds/policyKinds';
import { postfix, receiveConnectors, relayPermissions } from './kinds/serverKinds';
import { signIns } from './kinds/signIns';

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
