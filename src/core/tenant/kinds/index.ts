import type { Fields } from '../fields';
import {
  accessPolicies,
  inboxRules,
  mailboxes,
  mailboxPermissions,
  mfaRegistration,
  roleMembers,
} from './accounts';
import { auditLog, messageTraceExport, signIns } from './activity';
import type { KindReader } from './kind';
import {
  acceptedDomains,
  blockedConnectors,
  blockedSenders,
  blockList,
  inboundConnectors,
  outboundConnectors,
} from './mailFlow';
import { postfix, receiveConnectors, relayPermissions } from './servers';

/** All kinds; where a row could be of two, the first is meant. */
export const kindReaders: readonly KindReader[] = [
  postfix,
  auditLog,
  signIns,
  mfaRegistration,
  messageTraceExport,
  receiveConnectors,
  inboundConnectors,
  outboundConnectors,
  blockedConnectors,
  blockedSenders,
  blockList,
  mailboxes,
  mailboxPermissions,
  relayPermissions,
  inboxRules,
  accessPolicies,
  roleMembers,
  acceptedDomains,
];

export function kindOf(fields: Fields): KindReader | undefined {
  return kindReaders.find((reader) => reader.recognises(fields));
}
