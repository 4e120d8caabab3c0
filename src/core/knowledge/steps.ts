import type { SourceId } from './sources';
import type { TextId } from './texts';
import type { Statement, Step } from './types';

const say = (text: TextId, ...sources: [SourceId, ...SourceId[]]): Statement => ({ text, sources });

/** The remediation steps of the source document, in its order. */
export const steps: readonly Step[] = [
  {
    id: 'domains',
    seedNumbers: [1, 3],
    title: say('step.domains.title', 'seed'),
    label: say('step.domains.label', 'seed'),
    why: say('step.domains.why', 'fix-ndr-codes', 'seed'),
    documentation: ['accepted-domains', 'add-domain'],
    actions: [
      {
        id: 'list',
        title: say('step.domains.action.list.title', 'accepted-domains'),
        why: say('step.domains.action.list.why', 'accepted-domains'),
        documentation: ['accepted-domains'],
      },
      {
        id: 'compare',
        title: say('step.domains.action.compare.title', 'fix-ndr-codes'),
        why: say('step.domains.action.compare.why', 'message-trace-v2'),
        documentation: ['message-trace-v2', 'devices-and-applications'],
      },
      {
        id: 'add',
        title: say('step.domains.action.add.title', 'fix-ndr-codes'),
        why: say('step.domains.action.add.why', 'fix-ndr-codes'),
        documentation: ['add-domain', 'accepted-domains'],
      },
    ],
  },
  {
    id: 'mfa',
    seedNumbers: [2],
    title: say('step.mfa.title', 'seed'),
    label: say('step.mfa.label', 'seed'),
    why: say('step.mfa.why', 'compromised-connector', 'compromised-account'),
    documentation: ['set-up-mfa'],
    actions: [
      {
        id: 'registered',
        title: say('step.mfa.action.registered.title', 'seed'),
        why: say('step.mfa.action.registered.why', 'mfa-report'),
        documentation: ['mfa-report', 'set-up-mfa'],
      },
      {
        id: 'require',
        title: say('step.mfa.action.require.title', 'set-up-mfa'),
        why: say('step.mfa.action.require.why', 'set-up-mfa'),
        documentation: ['set-up-mfa'],
      },
      {
        id: 'roles',
        title: say('step.mfa.action.roles.title', 'compromised-account'),
        why: say('step.mfa.action.roles.why', 'compromised-account'),
        documentation: ['compromised-account'],
      },
    ],
  },
  {
    id: 'connectors',
    seedNumbers: [4],
    title: say('step.connectors.title', 'seed'),
    label: say('step.connectors.label', 'seed'),
    why: say('step.connectors.why', 'seed', 'fix-ndr-codes'),
    documentation: ['compromised-connector', 'use-connectors', 'validate-connectors'],
    actions: [
      {
        id: 'inbound',
        title: say('step.connectors.action.inbound.title', 'compromised-connector'),
        why: say('step.connectors.action.inbound.why', 'compromised-connector'),
        documentation: ['compromised-connector', 'use-connectors'],
      },
      {
        id: 'outbound',
        title: say('step.connectors.action.outbound.title', 'seed'),
        why: say('step.connectors.action.outbound.why', 'use-connectors', 'seed'),
        documentation: ['validate-connectors', 'use-connectors'],
      },
      {
        id: 'audit',
        title: say('step.connectors.action.audit.title', 'compromised-connector'),
        why: say('step.connectors.action.audit.why', 'compromised-connector'),
        documentation: ['compromised-connector', 'audit-log'],
      },
      {
        id: 'transport-rules',
        title: say('step.connectors.action.transport-rules.title', 'alert-policies'),
        why: say('step.connectors.action.transport-rules.why', 'alert-policies', 'oauth-attack'),
        documentation: ['transport-rule-cmdlet', 'alert-policies'],
      },
      {
        id: 'remove',
        title: say('step.connectors.action.remove.title', 'compromised-connector'),
        why: say('step.connectors.action.remove.why', 'compromised-connector'),
        documentation: ['compromised-connector'],
      },
      {
        id: 'blocked',
        title: say('step.connectors.action.blocked.title', 'blocked-connectors'),
        why: say('step.connectors.action.blocked.why', 'blocked-connectors'),
        documentation: ['blocked-connectors'],
      },
    ],
  },
  {
    id: 'users',
    seedNumbers: [5],
    title: say('step.users.title', 'seed'),
    label: say('step.users.label', 'seed'),
    why: say('step.users.why', 'compromised-account'),
    documentation: ['compromised-account', 'outbound-spam'],
    actions: [
      {
        id: 'restricted',
        title: say('step.users.action.restricted.title', 'restricted-users'),
        why: say('step.users.action.restricted.why', 'restricted-users'),
        documentation: ['restricted-users'],
      },
      {
        id: 'volume',
        title: say('step.users.action.volume.title', 'older-article'),
        why: say('step.users.action.volume.why', 'older-article', 'message-trace-v2'),
        documentation: ['message-trace-v2', 'outbound-limits'],
      },
      {
        id: 'sign-ins',
        title: say('step.users.action.sign-ins.title', 'compromised-account'),
        why: say('step.users.action.sign-ins.why', 'compromised-account'),
        documentation: ['compromised-account', 'audit-log'],
      },
      {
        id: 'inbox-rules',
        title: say('step.users.action.inbox-rules.title', 'compromised-account'),
        why: say('step.users.action.inbox-rules.why', 'compromised-account', 'inbox-rule'),
        documentation: ['compromised-account', 'inbox-rule'],
      },
      {
        id: 'forwarding',
        title: say('step.users.action.forwarding.title', 'compromised-account'),
        why: say('step.users.action.forwarding.why', 'compromised-account', 'seed'),
        documentation: ['configure-forwarding', 'external-forwarding'],
      },
      {
        id: 'disable',
        title: say('step.users.action.disable.title', 'compromised-account'),
        why: say('step.users.action.disable.why', 'compromised-account'),
        documentation: ['compromised-account'],
      },
      {
        id: 'reset',
        title: say('step.users.action.reset.title', 'compromised-account'),
        why: say('step.users.action.reset.why', 'compromised-account'),
        documentation: ['compromised-account'],
      },
      {
        id: 'sessions',
        title: say('step.users.action.sessions.title', 'compromised-account'),
        why: say('step.users.action.sessions.why', 'compromised-account', 'revoke-sessions'),
        documentation: ['compromised-account', 'revoke-sessions'],
      },
      {
        id: 'methods',
        title: say('step.users.action.methods.title', 'compromised-account'),
        why: say('step.users.action.methods.why', 'compromised-account'),
        documentation: ['compromised-account', 'authentication-methods'],
      },
      {
        id: 'apps',
        title: say('step.users.action.apps.title', 'compromised-account'),
        why: say('step.users.action.apps.why', 'oauth-attack'),
        documentation: ['oauth-attack', 'compromised-account'],
      },
      {
        id: 'release',
        title: say('step.users.action.release.title', 'restricted-users'),
        why: say('step.users.action.release.why', 'restricted-users'),
        documentation: ['restricted-users'],
      },
    ],
  },
  {
    id: 'on-premises',
    seedNumbers: [6],
    title: say('step.on-premises.title', 'seed'),
    label: say('step.on-premises.label', 'seed'),
    why: say('step.on-premises.why', 'fix-ndr-codes', 'seed'),
    documentation: ['anonymous-relay', 'devices-and-applications'],
    actions: [
      {
        id: 'receive-connectors',
        title: say('step.on-premises.action.receive-connectors.title', 'anonymous-relay'),
        why: say('step.on-premises.action.receive-connectors.why', 'anonymous-relay'),
        documentation: ['anonymous-relay'],
      },
      {
        id: 'relay',
        title: say('step.on-premises.action.relay.title', 'anonymous-relay'),
        why: say('step.on-premises.action.relay.why', 'anonymous-relay'),
        documentation: ['anonymous-relay'],
      },
      {
        id: 'updates',
        title: say('step.on-premises.action.updates.title', 'exchange-builds'),
        why: say('step.on-premises.action.updates.why', 'exchange-builds'),
        documentation: ['exchange-builds'],
      },
      {
        id: 'third-party',
        title: say('step.on-premises.action.third-party.title', 'seed'),
        why: say('step.on-premises.action.third-party.why', 'seed'),
        documentation: ['devices-and-applications'],
      },
      {
        id: 'legitimate',
        title: say('step.on-premises.action.legitimate.title', 'seed'),
        why: say('step.on-premises.action.legitimate.why', 'seed'),
        documentation: ['anti-spam', 'outbound-spam'],
      },
    ],
  },
  {
    id: 'support',
    seedNumbers: [7],
    title: say('step.support.title', 'seed'),
    label: say('step.support.label', 'seed'),
    why: say('step.support.why', 'seed', 'fix-ndr-codes'),
    documentation: ['contact-support'],
    actions: [
      {
        id: 'health',
        title: say('step.support.action.health.title', 'service-health', 'report-incident'),
        why: say('step.support.action.health.why', 'service-health'),
        documentation: ['service-health'],
      },
      {
        id: 'cause',
        title: say('step.support.action.cause.title', 'older-article'),
        why: say('step.support.action.cause.why', 'older-article'),
        documentation: ['older-article'],
      },
      {
        id: 'proof',
        title: say('step.support.action.proof.title', 'seed'),
        why: say('step.support.action.proof.why', 'seed'),
        documentation: ['seed'],
      },
      {
        id: 'code',
        title: say('step.support.action.code.title', 'seed'),
        why: say('step.support.action.code.why', 'rfc-3464'),
        documentation: ['ndr-codes', 'rfc-3464'],
      },
      {
        id: 'open',
        title: say('step.support.action.open.title', 'seed', 'contact-support'),
        why: say('step.support.action.open.why', 'contact-support'),
        documentation: ['contact-support'],
      },
    ],
  },
];
