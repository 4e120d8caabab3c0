import type { Random } from '../random';
import type { World } from '../world';
import { auditFiles } from './audit';
import { bounceFiles } from './bounces';
import { receiveLog, sendLog, trackingLog } from './exchangeLogs';
import type { EvidenceName, IncidentFile } from './file';
import * as further from './further';
import { eximLog, sendmailLog } from './otherLogs';
import { postfixLog } from './postfix';
import * as security from './security';
import { signInFiles } from './signIns';
import type { Style } from './style';
import * as tenant from './tenant';
import { traceDetails, traceFiles } from './trace';

/** How a collection is made, beside the style of each of its files. */
export interface Collection {
  /** Minutes before UTC at the own server's clock. */
  readonly offset: number;
  /** Whether traces hold the mail that was refused while the own server handed it over. */
  readonly refusedRelayToo: boolean;
  /** Bounces at most. */
  readonly bounces: number;
  /** Only bounces of people who have nothing to do with the cause. */
  readonly bystandersOnly: boolean;
  /** Nobody had switched the audit log on: it is empty, and proves nothing. */
  readonly auditOff: boolean;
}

/** The files of one kind of evidence; none where there is nothing to write. */
export function collect(
  name: EvidenceName,
  world: World,
  style: Style,
  random: Random,
  { offset, refusedRelayToo, bounces, bystandersOnly, auditOff }: Collection,
): IncidentFile[] {
  const ask = (question: tenant.Question, rows: tenant.Rows) => tenant.answer(world, question, rows, style);
  const byHand = style.origin === 'cmdlet' || style.origin === 'portal';
  switch (name) {
    case 'relay-log':
      return relayLog(world, random, offset);
    case 'protocol-log':
      return world.relay.software === 'exchange' ? [...sendLog(world), ...receiveLog(world)] : [];
    case 'trace':
      return traceFiles(world, style, random, refusedRelayToo);
    case 'trace-details':
      return traceDetails(world, style, refusedRelayToo);
    case 'bounces':
      return bounceFiles(world, random, bounces, bystandersOnly);
    case 'accepted-domains':
      return ask(tenant.acceptedDomains, tenant.domainRows(world));
    case 'directory-domains':
      return ask(tenant.directoryDomains, tenant.directoryDomainRows(world));
    case 'inbound-connectors':
      return ask(tenant.inboundConnectors, tenant.inboundRows(world));
    case 'outbound-connectors':
      return ask(tenant.outboundConnectors, tenant.outboundRows(world));
    case 'blocked-connectors':
      return ask(tenant.blockedConnectors, tenant.blockedConnectorRows(world));
    case 'audit':
      return auditFiles(world, style, random, auditOff);
    case 'sign-ins':
      return signInFiles(world, style);
    case 'inbox-rules':
      return ask(tenant.inboxRules, tenant.ruleRows(world));
    case 'forwarding':
      return ask(tenant.forwarding, tenant.forwardingRows(world, byHand));
    case 'permissions':
      return ask(tenant.permissions, tenant.permissionRows(world));
    case 'restricted-senders':
      return ask(tenant.restrictedSenders, tenant.restrictedRows(world));
    case 'outbound-policy':
      return ask(tenant.outboundPolicy, tenant.policyRows(world));
    case 'roles':
      return ask(security.roles, security.roleRows(world));
    case 'mfa':
      return ask(security.mfa, security.mfaRows(world, byHand));
    case 'conditional-access':
      return ask(security.conditionalAccess, security.policies(world));
    case 'transport-rules':
      return ask(security.transportRules, security.transportRows(world));
    case 'apps':
      return security.appFiles(world, style);
    case 'subscriptions':
      return ask(security.subscriptions, security.subscriptionRows(world));
    case 'health':
      return security.healthFiles(world, style);
    case 'block-list':
      return ask(security.blockList, security.blockRows(world));
    case 'receive-connectors':
      return world.relay.software === 'exchange'
        ? [
            ...ask(security.receiveConnectors, security.receiveRows(world)),
            ...ask(security.anonymousRelay, security.relayRows(world)),
          ]
        : [];
    case 'postconf':
      return security.postconfFiles(world);
    case 'non-accepted-domains':
      return security.nonAcceptedFiles(world);
    case 'audit-enabled':
      return ask(further.auditEnabled, further.auditEnabledRows(!auditOff));
    case 'security-defaults':
      return ask(further.securityDefaults, further.securityDefaultRows);
    case 'exchange-admins':
      return ask(further.exchangeAdmins, further.exchangeAdminRows);
    case 'counts':
      return style.origin === 'product' ? further.countFiles(world, style, refusedRelayToo) : [];
    case 'email-events':
      return style.origin === 'portal' ? further.emailEvents(world, refusedRelayToo) : [];
  }
}

function relayLog(world: World, random: Random, offset: number): IncidentFile[] {
  switch (world.relay.software) {
    case 'postfix':
      return postfixLog(world, random, offset);
    case 'exim':
      return eximLog(world, random, offset);
    case 'sendmail':
      return sendmailLog(world, random, offset);
    case 'exchange':
      return trackingLog(world, random);
  }
}
