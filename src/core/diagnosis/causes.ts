import type { RuleSourceId } from '../findings/sources';
import type { QueryId } from '../verify/texts';
import type { CauseKind, CulpritType } from './cause';
import type { SignId } from './signs';

/** What is known of one kind of cause: plain data, for whoever doubts a diagnosis to read. */
export interface CauseDescription {
  /** Of which types its culprits are. What is seen of others speaks of the incident as a whole. */
  readonly types: readonly [CulpritType, ...CulpritType[]];
  /** The codes that Microsoft gives for it, with the log-odds of it before anything else is known. Other codes speak against it. */
  readonly codes: Readonly<Record<string, number>>;
  /** Log-odds that each sign adds: 0.7 doubles the odds, 2.3 makes them tenfold; below 0 it speaks against. */
  readonly signs: Readonly<Partial<Record<SignId, number>>>;
  /** True where several culprits are usual. */
  readonly several?: true;
  /** Queries whose answers decide about it, the surest first. */
  readonly decidedBy: readonly [QueryId, ...QueryId[]];
  readonly sources: readonly [RuleSourceId, ...RuleSourceId[]];
}

/** A cause with a code that Microsoft does not give for it. */
export const otherCode = -6;

/** Without a sign nobody should be suspected: one against seven. */
const usual = -2;

/**
 * Kinds of causes. The weights are judgements: what Microsoft calls decisive weighs 3 or more, a sign that ordinary life gives too weighs
 * 1 or less; `bench:diagnosis` measures what comes of them.
 */
export const causes: Readonly<Record<CauseKind, CauseDescription>> = {
  'compromised-user': {
    types: ['account'],
    codes: { '5.7.705': usual },
    signs: {
      burst: 1.5,
      'counted-burst': 1.5,
      'most-of-all': 0.5,
      'at-strange-hour': 0.7,
      'from-strange-line': 1.5,
      restricted: 1.2,
      'strange-sign-in': 1.2,
      'strange-until-block': 0.5,
      'sign-in-where-mail-came-from': 1.5,
      'rule-hides': 1.2,
      'rule-hides-made': 1.5,
      'audit-from-strange-line': 0.7,
      'sent-as-others': 1,
      'from-usual-line': -3,
      'sign-ins-known': -2,
      'signs-in-abroad': -3,
      'bulk-before': -1,
      'strange-smtp-sign-in': -3,
      'smtp-guessing': -1.5,
      'relay-login-outside': -4,
      'many-burst-within': -1,
      'burst-by-web-user': -3,
    },
    decidedBy: ['sign-ins', 'account-audit', 'message-trace', 'mailbox-changes', 'inbox-rules'],
    sources: ['compromised-account', 'fix-ndr-codes'],
  },
  'rogue-connector': {
    types: ['connector'],
    codes: { '5.7.705': usual, '5.7.711': 1, '5.7.750': usual },
    signs: {
      'connector-new': 1.5,
      'connector-foreign-certificate': 1.5,
      'connector-unknown-addresses': 0.4,
      'connector-made-from-strange-line': 1.8,
      'connector-made-at-home': -3,
      'connector-widened': 1.2,
      'connector-changed-from-strange-line': 1.8,
      'connector-removed': 1.2,
      'connector-blocked': 2.5,
      'connector-foreign-mail': 1.5,
      'connector-used': 1.5,
      'rule-removes-headers': 0.7,
      'connector-made-by-app': -3,
    },
    decidedBy: ['connector-audit', 'inbound-connectors', 'message-trace', 'sign-ins'],
    sources: ['compromised-connector', 'blocked-connectors', 'inbound-connector-cmdlet'],
  },
  'malicious-app': {
    types: ['app'],
    codes: { '5.7.705': usual },
    signs: {
      'app-changed': 1,
      'app-changed-from-strange-line': 1.8,
      'app-changed-at-home': -2.5,
      'app-may-send': 1,
      'app-of-burst': 1.2,
      'app-new': 1,
      'app-new-secret': 1,
      'app-cannot-send': -3,
      'app-administrator': 2,
      'connector-made-by-app': 3,
      'many-burst-within': 1.5,
    },
    decidedBy: ['app-audit', 'apps', 'app-consents', 'message-trace'],
    sources: ['compromised-account', 'compromised-connector'],
  },
  'compromised-server': {
    types: ['server'],
    codes: { '5.7.750': usual, '5.7.705': usual - 1 },
    signs: {
      'many-domains-from-inside': 4,
      'many-domains-bounced': 2,
      'many-domains-from-own-line': 3,
      'burst-by-web-user': 4,
      'customers-as-senders': -3,
      'many-domains-to-few': -4,
      'mail-server-passes-on': -4,
      'many-domains-from-outside': -3,
      'relay-open': -1,
    },
    decidedBy: ['server-senders', 'receive-connectors', 'message-trace'],
    sources: ['seed', 'fix-ndr-codes'],
  },
  'open-relay': {
    types: ['server', 'connector'],
    codes: { '5.7.750': usual, '5.7.705': usual - 1 },
    signs: { 'many-domains-from-outside': 4, 'relay-open': 1.5, 'many-domains-bounced': 1 },
    decidedBy: ['receive-connectors', 'anonymous-relay', 'server-senders'],
    sources: ['anonymous-relay', 'postfix-networks', 'seed'],
  },
  'stolen-smtp-login': {
    types: ['account'],
    codes: { '5.7.705': usual },
    signs: {
      'strange-smtp-sign-in': 2.5,
      'smtp-guessing': 1.5,
      'relay-login-outside': 4.5,
      'relay-login-guessed': 1,
      burst: 1,
      'counted-burst': 1,
      'from-strange-line': 1,
      restricted: 0.8,
      'from-usual-line': -2,
    },
    decidedBy: ['smtp-sign-ins', 'sign-ins', 'smtp-auth-mailboxes'],
    sources: ['compromised-account', 'devices-and-applications'],
  },
  'unregistered-domain': {
    types: ['domain'],
    codes: { '5.7.750': usual },
    signs: {
      'domain-related': 2.5,
      'domain-steady': 2,
      'few-domains': 1,
      'domain-from-inside': 1.5,
      'domain-of-correspondent': -2.5,
      'outside-mail-leaves': -3,
      'bounces-forwarded': -4,
      'others-in-from': -2,
      'customers-as-senders': -3,
      'many-domains-to-few': -3,
      'mail-server-passes-on': -3,
      'many-domains-from-inside': -3,
      'many-domains-from-outside': -3,
    },
    several: true,
    decidedBy: ['accepted-domains', 'sending-domains', 'non-accepted-domains', 'server-senders'],
    sources: ['fix-ndr-codes', 'accepted-domains'],
  },
  'pending-domain': {
    types: ['domain'],
    codes: { '5.7.750': usual },
    signs: { 'domain-pending': 5.5 },
    several: true,
    decidedBy: ['accepted-domains', 'sending-domains'],
    sources: ['add-domain', 'fix-ndr-codes'],
  },
  'mailbox-forwarding': {
    types: ['mailbox'],
    codes: { '5.7.750': usual },
    signs: {
      'bounce-forwarded': 4.5,
      'bounces-forwarded': 1,
      'forwards-there': 3,
      'forwards-outside': 0.5,
      'outside-mail-leaves': 2,
      'mail-server-passes-on': 2,
    },
    several: true,
    decidedBy: ['forwarding', 'inbox-rules', 'transport-rules', 'message-trace'],
    sources: ['seed', 'configure-forwarding', 'external-forwarding'],
  },
  'on-behalf-of': {
    types: ['server'],
    codes: { '5.7.750': usual },
    signs: { 'customers-as-senders': 4.5, 'others-in-from': 4, 'many-domains-to-few': 4 },
    decidedBy: ['server-senders', 'sending-domains'],
    sources: ['fix-ndr-codes', 'devices-and-applications'],
  },
  'bulk-mail': {
    types: ['account'],
    codes: { '5.7.705': usual },
    signs: {
      burst: 1.5,
      'counted-burst': 1.5,
      'most-of-all': 0.5,
      'from-usual-line': 1.5,
      'at-strange-hour': -0.7,
      'bulk-before': 1,
      'sign-ins-known': 1.2,
      'signs-in-abroad': 1.5,
      'from-strange-line': -3,
      'strange-sign-in': -2,
      'sign-in-where-mail-came-from': -3,
      'rule-hides-made': -2,
      'rule-hides': -1,
      'strange-smtp-sign-in': -3,
      'smtp-guessing': -1,
      'relay-login-outside': -4,
      'many-burst-within': -1,
      'burst-by-web-user': -2,
      'everybody-at-once': -1.5,
      'new-route': -1.5,
      'queue-released': -1.5,
    },
    decidedBy: ['sign-ins', 'message-trace', 'sender-volume'],
    sources: ['outbound-spam', 'sending-limits', 'fix-ndr-codes'],
  },
  'sudden-volume': {
    types: ['server', 'none'],
    codes: { '5.7.705': usual },
    signs: {
      'queue-released': 4.5,
      'everybody-at-once': 4,
      'new-route': 4,
      'relay-login-outside': -3,
      'from-strange-line': -2,
    },
    decidedBy: ['message-trace', 'sender-volume'],
    sources: ['outbound-spam', 'sending-limits'],
  },
  'lapsed-subscription': {
    types: ['none'],
    codes: { '5.7.705': usual },
    signs: {
      'subscription-lapsed': 3.5,
      'subscription-renewed': 1.5,
      'all-refused': 0.5,
      burst: -1.5,
      'service-issue': -1.5,
      'subscriptions-in-order': -3,
    },
    several: true,
    decidedBy: ['subscriptions', 'licenses'],
    sources: ['seed', 'fix-ndr-codes'],
  },
  'own-block-list': {
    types: ['entry'],
    codes: { '5.7.703': 0 },
    signs: { 'own-entry': 4, 'entry-new': 2, 'refused-by-own-list': 1.5 },
    several: true,
    decidedBy: ['tenant-blocks'],
    sources: ['tenant-allow-block-list', 'fix-ndr-codes'],
  },
  'trial-tenant': {
    types: ['none'],
    codes: { '5.7.708': -1 },
    signs: {
      'trial-only': 3.5,
      'tenant-new': 3,
      'refused-for-address': 1.2,
      'service-issue': -2,
      'subscriptions-in-order': -3,
    },
    several: true,
    decidedBy: ['subscriptions', 'licenses'],
    sources: ['fix-ndr-codes'],
  },
  'service-incident': {
    types: ['none'],
    codes: { '5.7.705': usual, '5.7.708': usual },
    signs: { 'service-issue': 5, 'nobody-unusual': 0.5, 'all-refused': 0.5, burst: -1 },
    decidedBy: ['service-issues'],
    sources: ['service-health'],
  },
};
