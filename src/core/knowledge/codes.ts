import type { PortalId } from './portals';
import type { SourceId } from './sources';
import type { TextId } from './texts';
import type {
  CodeEntry,
  NdrText,
  RelatedCode,
  Release,
  Scenario,
  Statement,
  StepId,
  StepRelevance,
  WayOut,
} from './types';

type Sources = [SourceId, ...SourceId[]];

const say = (text: TextId, ...sources: Sources): Statement => ({ text, sources });
const at = <Said extends Statement>(portal: PortalId, said: Said): Said => ({ ...said, portal });
const prints = (verbatim: string, ...sources: Sources): NdrText => ({ verbatim, sources });

const ends = (release: Release, text: TextId, ...sources: Sources): WayOut => ({ text, sources, release });

/** What holds for every code: what an NDR is, and which codes come most. */
export const family: readonly Statement[] = [
  say('family.ndr', 'seed', 'fix-ndr-codes'),
  say('family.usual', 'seed'),
];

const checkHealth = at('service-health', say('action.health', 'service-health'));
const noTimeNamed = ends('support', 'wayOut.time', 'fix-ndr-codes');

/** Pages of tools that people take for a way out of a block of the whole tenant. */
const notThePortal = ends('none', 'wayOut.portal', 'delist-portal');
const notRestrictedEntities = ends(
  'none',
  'wayOut.restrictedEntities',
  'restricted-users',
  'blocked-connectors',
  'fix-ndr-codes',
);

type CodesOf<Id extends TextId> = Id extends `related.${infer Code}` ? Code : never;

/** A neighbour with its one sentence. */
const related = (code: CodesOf<TextId>, ...sources: Sources): RelatedCode => ({
  code,
  statement: say(`related.${code}`, ...sources),
});

/** Every step applies, save those with a reason why not. */
function stepsSave(exceptions: Partial<Record<StepId, Statement>> = {}): Record<StepId, StepRelevance> {
  const relevance = (id: StepId): StepRelevance => {
    const because = exceptions[id];
    return because ? { applies: false, because } : { applies: true };
  };
  return {
    domains: relevance('domains'),
    mfa: relevance('mfa'),
    connectors: relevance('connectors'),
    users: relevance('users'),
    'on-premises': relevance('on-premises'),
    support: relevance('support'),
  };
}

const notATenantBlock = say('5.7.703.steps', 'fix-ndr-codes', 'tenant-allow-block-list');

const recipientBlocked: CodeEntry = {
  codes: { first: '5.7.703', last: '5.7.703' },
  standing: 'documented',
  blocks: 'message',
  name: say('5.7.703.name', 'fix-ndr-codes', 'tenant-allow-block-list'),
  ndrTexts: [
    prints(
      "550 5.7.703 Your message can't be delivered because messages to XXX, YYY are blocked by your organization using Tenant Allow Block List.",
      'tenant-allow-block-list',
      'tenant-allow-block-list-email',
    ),
    prints(
      "5.7.703 Your message can't be delivered because one or more recipients are blocked by your organization's tenant recipient block policy",
      'older-article',
    ),
  ],
  meaning: say('5.7.703.meaning', 'fix-ndr-codes'),
  why: say('5.7.703.why', 'tenant-allow-block-list', 'fix-ndr-codes'),
  firstAction: say('5.7.703.firstAction', 'tenant-allow-block-list-email'),
  affected: say('5.7.703.affected', 'fix-ndr-codes', 'tenant-allow-block-list'),
  causes: [
    say('5.7.703.cause.entry', 'tenant-allow-block-list-email'),
    say('5.7.703.cause.submission', 'tenant-allow-block-list-email'),
    say('5.7.703.cause.wildcard', 'tenant-allow-block-list-email'),
    say('5.7.703.cause.own', 'fix-ndr-codes', 'public-threads'),
  ],
  scenarios: [],
  actions: [
    at('block-list', say('5.7.703.action.find', 'tenant-allow-block-list-email')),
    at('audit', say('5.7.703.action.audit', 'audit-log')),
    at('block-list', say('5.7.703.action.edit', 'fix-ndr-codes', 'tenant-allow-block-list-email')),
    at('outbound-policies', say('5.7.703.action.inbound', 'tenant-allow-block-list')),
    say('5.7.703.action.resend', 'fix-ndr-codes'),
  ],
  meanwhile: say('5.7.703.meanwhile', 'fix-ndr-codes'),
  wayOut: [
    ends('itself', '5.7.703.wayOut.expiry', 'tenant-allow-block-list', 'tenant-allow-block-list-email'),
    at('block-list', ends('admin', '5.7.703.wayOut.admin', 'fix-ndr-codes')),
    ends('admin', '5.7.703.wayOut.time', 'tenant-allow-block-list-email'),
    ends('none', '5.7.703.wayOut.support', 'fix-ndr-codes'),
    notThePortal,
  ],
  reports: [],
  related: [],
  steps: stepsSave({
    domains: notATenantBlock,
    mfa: notATenantBlock,
    connectors: notATenantBlock,
    users: notATenantBlock,
    'on-premises': notATenantBlock,
    support: notATenantBlock,
  }),
};

const compromise: Scenario = {
  id: 'compromise',
  title: '5.7.705.scenario.compromise.title',
  statements: [
    say('5.7.705.scenario.compromise.origin', 'fix-ndr-codes', 'seed'),
    say('5.7.705.scenario.compromise.signs', 'compromised-connector'),
    say('5.7.705.scenario.compromise.secure', 'compromised-connector', 'compromised-account', 'ndr-codes'),
    say('5.7.705.scenario.compromise.support', 'seed', 'fix-ndr-codes'),
  ],
};

const bulkMail: Scenario = {
  id: 'bulk',
  title: '5.7.705.scenario.bulk.title',
  statements: [
    say('5.7.705.scenario.bulk.origin', 'outbound-spam', 'seed'),
    say('5.7.705.scenario.bulk.find', 'older-article'),
    say('5.7.705.scenario.bulk.move', 'outbound-limits', 'outbound-spam'),
    say('5.7.705.scenario.bulk.limits', 'sending-limits', 'high-volume-email'),
    say('5.7.705.scenario.bulk.support', 'older-article', 'fix-ndr-codes'),
  ],
};

const renewedSubscription: Scenario = {
  id: 'subscription',
  title: '5.7.705.scenario.subscription.title',
  statements: [
    say('5.7.705.scenario.subscription.origin', 'seed', 'fix-ndr-codes'),
    say('5.7.705.scenario.subscription.wait', 'seed', 'fix-ndr-codes'),
    say('5.7.705.scenario.subscription.prevent', 'seed'),
  ],
};

const thresholdExceeded: CodeEntry = {
  codes: { first: '5.7.705', last: '5.7.705' },
  standing: 'documented',
  blocks: 'tenant',
  name: say('5.7.705.name', 'seed', 'fix-ndr-codes'),
  ndrTexts: [
    prints('550 5.7.705 Access denied, tenant has exceeded threshold', 'seed'),
    prints('550 5.7.705 Service unavailable. Access denied, tenant has exceeded threshold', 'public-threads'),
  ],
  meaning: say('5.7.705.meaning', 'fix-ndr-codes', 'seed'),
  why: say('5.7.705.why', 'seed', 'fix-ndr-codes'),
  firstAction: say('5.7.705.firstAction', 'service-health', 'alert-policies'),
  affected: say('5.7.705.affected', 'seed'),
  causes: [
    say('5.7.705.cause.server', 'fix-ndr-codes'),
    say('5.7.705.cause.admin', 'fix-ndr-codes'),
    say('5.7.705.cause.users', 'seed', 'outbound-spam'),
    say('5.7.705.cause.bulk', 'seed', 'outbound-spam'),
    say('5.7.705.cause.subscription', 'seed', 'fix-ndr-codes'),
  ],
  scenarios: [compromise, bulkMail, renewedSubscription],
  actions: [
    checkHealth,
    at('alerts', say('5.7.705.action.alerts', 'alert-policies', 'outbound-limits')),
    at('message-trace', say('5.7.705.action.trace', 'older-article')),
    say('5.7.705.action.stop', 'compromised-connector', 'compromised-account', 'ndr-codes'),
    say('5.7.705.action.checklist', 'seed', 'older-article'),
    at('ndr-diagnostic', say('action.diagnostic', 'ndr-codes')),
    at('support', say('5.7.705.action.support', 'seed', 'fix-ndr-codes')),
  ],
  meanwhile: say('5.7.705.meanwhile', 'seed', 'outbound-limits'),
  wayOut: [
    ends('itself', '5.7.705.wayOut.subscription', 'fix-ndr-codes', 'seed'),
    at('support', ends('support', '5.7.705.wayOut.support', 'fix-ndr-codes', 'seed')),
    ends('support', '5.7.705.wayOut.proof', 'seed'),
    noTimeNamed,
    notRestrictedEntities,
    notThePortal,
  ],
  reports: [
    say('5.7.705.report.incident', 'report-incident', 'report-status-page'),
    say('5.7.705.report.cutover', 'report-cutover'),
    say('5.7.705.report.queue', 'report-queue'),
  ],
  related: [
    related('5.1.8', 'restricted-users', 'ndr-codes'),
    related('5.1.90', 'ndr-codes', 'outbound-limits'),
    related('5.7.233', 'ndr-codes', 'outbound-limits'),
    related('5.7.232', 'ndr-codes', 'outbound-limits'),
    related('5.7.236', 'ndr-codes', 'onmicrosoft-limit'),
    related('5.7.501-503', 'ndr-codes'),
    related('4.7.500-699', 'ndr-codes'),
    related('5.7.711', 'blocked-connectors'),
    related('5.7.750', 'fix-ndr-codes'),
  ],
  steps: stepsSave(),
};

const addressNotAccepted: CodeEntry = {
  codes: { first: '5.7.708', last: '5.7.708' },
  standing: 'documented',
  blocks: 'ip-address',
  name: say('5.7.708.name', 'fix-ndr-codes'),
  ndrTexts: [
    prints('5.7.708 Access denied, traffic not accepted from this IP', 'fix-ndr-codes', 'ndr-codes'),
    prints(
      '550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP. For more information please go to http://go.microsoft.com/fwlink/?LinkId=526653 AS(7171) [SYBP282MB0569.AUSP282.PROD.OUTLOOK.COM]',
      'report-graph',
    ),
  ],
  meaning: say('5.7.708.meaning', 'fix-ndr-codes'),
  why: say('5.7.708.why', 'fix-ndr-codes', 'older-article'),
  firstAction: say('5.7.708.firstAction', 'fix-ndr-codes', 'ndr-codes'),
  affected: say('5.7.708.affected', 'fix-ndr-codes', 'ndr-codes'),
  causes: [
    say('5.7.708.cause.trial', 'fix-ndr-codes', 'older-article'),
    say('5.7.708.cause.suspicious', 'ndr-codes'),
  ],
  scenarios: [
    {
      id: 'trial',
      title: '5.7.708.scenario.trial.title',
      statements: [
        say('5.7.708.scenario.trial.origin', 'older-article'),
        say('5.7.708.scenario.trial.support', 'fix-ndr-codes'),
        say('5.7.708.scenario.trial.licenses', 'fix-ndr-codes'),
      ],
    },
    {
      id: 'suspicious',
      title: '5.7.708.scenario.suspicious.title',
      statements: [
        say('5.7.708.scenario.suspicious.origin', 'ndr-codes'),
        say('5.7.708.scenario.suspicious.support', 'ndr-codes'),
      ],
    },
  ],
  actions: [
    checkHealth,
    say('5.7.708.action.byHand', 'report-graph', 'public-threads'),
    at('licenses', say('5.7.708.action.licenses', 'fix-ndr-codes')),
    say('5.7.708.action.compromise', 'ndr-codes'),
    at('ndr-diagnostic', say('action.diagnostic', 'ndr-codes')),
    at('support', say('5.7.708.action.support', 'fix-ndr-codes')),
  ],
  meanwhile: say('5.7.708.meanwhile', 'public-threads'),
  wayOut: [
    at('support', ends('support', '5.7.708.wayOut.exception', 'fix-ndr-codes')),
    ends('support', '5.7.708.wayOut.fixed', 'ndr-codes'),
    noTimeNamed,
    ends('none', '5.7.708.wayOut.portal', 'delist-portal'),
  ],
  reports: [
    say('5.7.708.report.internal', 'public-threads'),
    say('5.7.708.report.provider', 'public-threads'),
    say('5.7.708.report.licenses', 'public-threads'),
    say('5.7.708.report.dkim', 'public-threads'),
    say('5.7.708.report.portal', 'public-threads'),
    say('5.7.708.report.graph', 'report-graph'),
    say('5.7.708.report.as', 'report-graph', 'report-mail-package'),
  ],
  related: [
    related('5.7.606-649', 'ndr-codes', 'delist-portal'),
    related('5.7.511', 'ndr-codes', 'delist-portal'),
    related('4.7.850-899', 'ndr-codes'),
    related('5.7.236', 'ndr-codes', 'onmicrosoft-limit'),
    related('5.7.232', 'ndr-codes', 'outbound-limits'),
    related('5.7.705', 'fix-ndr-codes'),
  ],
  steps: stepsSave({ domains: say('5.7.708.steps.domains', 'fix-ndr-codes') }),
};

const connectorBlocked: CodeEntry = {
  codes: { first: '5.7.711', last: '5.7.711' },
  standing: 'documented',
  blocks: 'connector',
  name: say('5.7.711.name', 'blocked-connectors'),
  ndrTexts: [prints('550;5.7.711 Access denied, bad inbound connector. AS(2204).', 'blocked-connectors')],
  meaning: say('5.7.711.meaning', 'blocked-connectors'),
  why: say('5.7.711.why', 'blocked-connectors'),
  firstAction: say('5.7.711.firstAction', 'blocked-connectors', 'compromised-connector'),
  affected: say('5.7.711.affected', 'blocked-connectors'),
  causes: [
    say('5.7.711.cause.new', 'compromised-connector'),
    say('5.7.711.cause.changed', 'compromised-connector'),
    say('5.7.711.cause.limits', 'blocked-connectors'),
  ],
  scenarios: [],
  actions: [
    at('restricted-entities', say('5.7.711.action.find', 'blocked-connectors')),
    at('alerts', say('5.7.711.action.alert', 'compromised-connector')),
    at('audit', say('5.7.711.action.audit', 'compromised-connector')),
    at('connectors', say('5.7.711.action.type', 'inbound-connector-cmdlet', 'compromised-connector')),
    at('connectors', say('5.7.711.action.revert', 'compromised-connector')),
    at('restricted-entities', say('5.7.711.action.unblock', 'compromised-connector', 'blocked-connectors')),
    at('users', say('5.7.711.action.admin', 'compromised-connector')),
  ],
  meanwhile: say('5.7.711.meanwhile', 'blocked-connectors'),
  wayOut: [
    at(
      'restricted-entities',
      ends('admin', '5.7.711.wayOut.unblock', 'blocked-connectors', 'remove-blocked-connector'),
    ),
    ends('admin', '5.7.711.wayOut.time', 'blocked-connectors'),
    ends('none', '5.7.711.steps.domains', 'blocked-connectors'),
    notThePortal,
  ],
  reports: [],
  related: [
    related('5.1.8', 'restricted-users', 'ndr-codes'),
    related('5.7.64', 'ndr-codes'),
    related('5.7.230', 'server-enforcement-pause'),
    related('5.7.68', 'direct-send'),
    related('5.7.705', 'fix-ndr-codes'),
  ],
  steps: stepsSave({
    domains: say('5.7.711.steps.domains', 'blocked-connectors'),
    support: say('5.7.711.steps.support', 'blocked-connectors'),
  }),
};

const forwarding: Scenario = {
  id: 'forwarding',
  title: '5.7.750.scenario.forwarding.title',
  statements: [
    say('5.7.750.scenario.forwarding.relay', 'seed'),
    say('5.7.750.scenario.forwarding.origin', 'seed'),
    say('5.7.750.scenario.forwarding.where', 'seed'),
    at('outbound-policies', say('5.7.750.scenario.forwarding.review', 'external-forwarding')),
  ],
};

const hybridRelay: Scenario = {
  id: 'hybrid',
  title: '5.7.750.scenario.hybrid.title',
  statements: [
    say('5.7.750.scenario.hybrid.origin', 'seed'),
    say('5.7.750.scenario.hybrid.volume', 'seed'),
    at('connectors', say('5.7.750.scenario.hybrid.certificate', 'fix-ndr-codes', 'use-connectors')),
    say('5.7.750.scenario.hybrid.secure', 'seed', 'fix-ndr-codes'),
  ],
};

const unregisteredDomain: Scenario = {
  id: 'unregistered',
  title: '5.7.750.scenario.unregistered.title',
  statements: [
    say('5.7.750.scenario.unregistered.origin', 'fix-ndr-codes', 'seed'),
    say('5.7.750.scenario.unregistered.add', 'fix-ndr-codes'),
    say('5.7.750.scenario.unregistered.support', 'fix-ndr-codes'),
  ],
};

const domainNotRegistered: CodeEntry = {
  codes: { first: '5.7.750', last: '5.7.750' },
  standing: 'documented',
  blocks: 'unregistered-domains',
  name: say('5.7.750.name', 'seed', 'fix-ndr-codes'),
  ndrTexts: [
    prints(
      '550 5.7.750 Service unavailable. Client blocked from sending from unregistered domains',
      'seed',
      'ndr-codes',
    ),
    prints('5.7.750 Client blocked from sending from unregistered domain', 'fix-ndr-codes'),
  ],
  meaning: say('5.7.750.meaning', 'seed', 'fix-ndr-codes'),
  why: say('5.7.750.why', 'fix-ndr-codes', 'seed'),
  firstAction: say('5.7.750.firstAction', 'fix-ndr-codes'),
  affected: say('5.7.750.affected', 'seed', 'alert-policies'),
  causes: [
    say('5.7.750.cause.domain', 'fix-ndr-codes'),
    say('5.7.750.cause.server', 'seed'),
    say('5.7.750.cause.rogue', 'fix-ndr-codes'),
    say('5.7.750.cause.connector', 'fix-ndr-codes'),
  ],
  scenarios: [forwarding, hybridRelay, unregisteredDomain],
  actions: [
    at('non-accepted-domains', say('5.7.750.action.compare', 'fix-ndr-codes', 'non-accepted-domain-report')),
    at('alerts', say('5.7.750.action.alerts', 'alert-policies', 'seed')),
    say('5.7.750.action.test', 'seed', 'alert-policies'),
    at('domains', say('5.7.750.action.add', 'fix-ndr-codes', 'seed')),
    at('mailboxes', say('5.7.750.action.forwarding', 'seed', 'external-forwarding')),
    at('connectors', say('5.7.750.action.connectors', 'fix-ndr-codes')),
    say('5.7.750.action.server', 'seed'),
    at('ndr-diagnostic', say('action.diagnostic', 'ndr-codes')),
    at('support', say('5.7.750.action.support', 'seed', 'fix-ndr-codes')),
  ],
  meanwhile: say('5.7.750.meanwhile', 'seed'),
  wayOut: [
    at('support', ends('support', '5.7.750.wayOut.support', 'fix-ndr-codes')),
    noTimeNamed,
    notRestrictedEntities,
    notThePortal,
  ],
  reports: [say('5.7.750.report.notification', 'report-unprovisioned')],
  related: [
    related('5.7.520', 'external-forwarding'),
    related('5.7.68', 'direct-send'),
    related('5.7.64', 'ndr-codes'),
    related('5.7.230', 'server-enforcement-pause'),
    related('4.7.500-699', 'ndr-codes'),
    related('5.7.705', 'fix-ndr-codes'),
    related('5.7.711', 'blocked-connectors'),
  ],
  steps: stepsSave(),
};

const olderRange: CodeEntry = {
  codes: { first: '5.7.700', last: '5.7.749' },
  standing: 'range',
  blocks: 'tenant',
  name: say('range.name', 'older-table'),
  ndrTexts: [
    prints('5.7.700-749 Access denied, tenant has exceeded threshold', 'older-table', 'report-cutover'),
  ],
  meaning: say('range.meaning', 'older-table', 'ndr-codes'),
  why: say('range.why', 'older-table', 'fix-ndr-codes'),
  firstAction: say('range.firstAction', 'older-table'),
  affected: say('range.affected', 'older-table', 'fix-ndr-codes'),
  causes: [say('range.cause.same', 'older-table', 'fix-ndr-codes', 'seed')],
  scenarios: [],
  actions: [
    say('range.action.read', 'ndr-codes'),
    checkHealth,
    say('range.action.checklist', 'seed'),
    at('support', say('range.action.support', 'seed', 'fix-ndr-codes')),
  ],
  meanwhile: say('range.meanwhile', 'older-table', 'fix-ndr-codes'),
  wayOut: [
    at('support', ends('support', 'range.wayOut.support', 'fix-ndr-codes')),
    notRestrictedEntities,
    notThePortal,
  ],
  reports: [say('range.report.cutover', 'report-cutover')],
  related: [
    related('5.7.705', 'fix-ndr-codes'),
    related('5.7.708', 'fix-ndr-codes'),
    related('5.7.711', 'blocked-connectors'),
  ],
  steps: stepsSave(),
};

const undescribed: CodeEntry = {
  codes: { first: '5.7.751', last: '5.7.799' },
  standing: 'undescribed',
  blocks: 'unknown',
  name: say('undescribed.name', 'ndr-codes'),
  ndrTexts: [],
  meaning: say('undescribed.meaning', 'ndr-codes', 'seed'),
  why: say('undescribed.why', 'rfc-3463'),
  firstAction: say('undescribed.firstAction', 'ndr-codes', 'contact-support'),
  affected: say('undescribed.affected', 'seed'),
  causes: [],
  scenarios: [],
  actions: [
    say('undescribed.action.read', 'ndr-codes'),
    at('ndr-diagnostic', say('action.diagnostic', 'ndr-codes')),
    checkHealth,
    at('support', say('undescribed.action.support', 'contact-support', 'seed')),
  ],
  meanwhile: say('undescribed.meanwhile', 'outbound-limits'),
  wayOut: [at('support', ends('support', 'undescribed.wayOut.support', 'contact-support'))],
  reports: [],
  related: [
    related('5.7.705', 'fix-ndr-codes'),
    related('5.7.750', 'fix-ndr-codes'),
    related('5.7.800', 'ndr-codes'),
  ],
  steps: stepsSave(),
};

/** What is known about the family, documented codes first; of two entries for one code, the earlier holds. */
export const codes: readonly CodeEntry[] = [
  recipientBlocked,
  thresholdExceeded,
  addressNotAccepted,
  connectorBlocked,
  domainNotRegistered,
  olderRange,
  undescribed,
];

/**
 * The most specific entry for a code.
 * @param code `5.7.700` to `5.7.799`
 * @throws RangeError for any other code
 */
export function codeEntry(code: string): CodeEntry {
  // Codes of the family all have three digits of detail, so they compare as text.
  const entry =
    /^5\.7\.7\d\d$/.test(code) && codes.find(({ codes: { first, last } }) => first <= code && code <= last);
  if (!entry) throw new RangeError(`Not a status code of the family 5.7.7xx: ${code}`);
  return entry;
}
