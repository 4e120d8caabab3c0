import type { AuditConfig, ServiceIssue, Subscription } from '../factTypes/organizationFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';

const audit = {
  enabled: ['unifiedauditlogingestionenabled'],
  disabled: ['auditdisabled'],
} as const;

export const auditConfig: KindReader<'audit-config'> = {
  kind: 'audit-config',
  columns: audit,
  recognises: (fields) => fields.has(...audit.enabled, ...audit.disabled),
  collector: eachRow((fields): AuditConfig | undefined => {
    const enabled = fields.flag(...audit.enabled);
    const disabled = fields.flag(...audit.disabled);
    if (enabled === undefined && disabled === undefined) return undefined;
    return { enabled: enabled !== false && disabled !== true };
  }),
};

const issue = {
  id: ['id'],
  title: ['title'],
  service: ['service'],
  feature: ['feature'],
  classification: ['classification'],
  status: ['status'],
  isResolved: ['isresolved'],
  start: ['startdatetime'],
  end: ['enddatetime'],
  changed: ['lastmodifieddatetime'],
  description: ['impactdescription'],
} as const;

export const serviceHealth: KindReader<'service-health'> = {
  kind: 'service-health',
  columns: issue,
  recognises: (fields) =>
    fields.has(...issue.title) &&
    fields.has(...issue.start) &&
    fields.has(...issue.isResolved, ...issue.description, ...issue.classification),
  collector: eachRow((fields): ServiceIssue | undefined => {
    const id = fields.text(...issue.id);
    const title = fields.text(...issue.title);
    if (id === undefined || title === undefined) return undefined;
    const status = fields.text(...issue.status);
    return {
      id,
      title,
      service: fields.text(...issue.service),
      feature: fields.text(...issue.feature),
      classification: fields.text(...issue.classification)?.toLowerCase(),
      status,
      isResolved: fields.flag(...issue.isResolved) ?? resolvedBy(status),
      start: fields.time(...issue.start),
      end: fields.time(...issue.end),
      changed: fields.time(...issue.changed),
      description: fields.text(...issue.description),
    };
  }),
};

/** Whether a status of `serviceHealthStatus` (Microsoft Graph) ends an issue. */
function resolvedBy(status: string | undefined): boolean | undefined {
  if (status === undefined) return undefined;
  return /^(?:serviceRestored|falsePositive|resolved|resolvedExternal|mitigated|mitigatedExternal|postIncidentReviewPublished)$/i.test(
    status,
  );
}

const subscription = {
  sku: ['skupartnumber', 'accountskuid', 'sku'],
  state: ['capabilitystatus', 'status', 'state'],
  isTrial: ['istrial'],
  licences: ['totallicenses', 'prepaidunits.enabled', 'enabled', 'activeunits'],
  used: ['consumedunits', 'usedlicenses'],
  next: ['nextlifecycledatetime'],
  created: ['createddatetime'],
} as const;

export const subscriptions: KindReader<'subscriptions'> = {
  kind: 'subscriptions',
  columns: subscription,
  recognises: (fields) =>
    fields.has(...subscription.sku) &&
    fields.has(
      'capabilitystatus',
      'consumedunits',
      'prepaidunits',
      'istrial',
      'nextlifecycledatetime',
      'totallicenses',
    ),
  collector: eachRow(subscriptionOf),
};

function subscriptionOf(fields: Fields): Subscription | undefined {
  const sku = fields.text(...subscription.sku);
  if (sku === undefined) return undefined;
  return {
    sku,
    state: fields.text(...subscription.state)?.toLowerCase(),
    isTrial: fields.flag(...subscription.isTrial),
    licences: fields.number(...subscription.licences),
    used: fields.number(...subscription.used),
    nextLifecycle: fields.time(...subscription.next),
    created: fields.time(...subscription.created),
  };
}
