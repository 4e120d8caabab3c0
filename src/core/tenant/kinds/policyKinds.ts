import type { OutboundPolicy, SendingLimit, TransportRule } from '../factTypes/mailFlowFacts';
import type { Fields } from '../fields';
import { eachRow, type KindReader } from '../kind';
import { isAboutMail } from './aboutMail';

const rule = {
  name: ['name', 'rulename', 'identity'],
  state: ['state', 'enabled'],
  mode: ['mode'],
  priority: ['priority'],
  removeHeader: ['removeheader'],
  setHeader: ['setheadername'],
  scl: ['setscl'],
  redirects: ['redirectmessageto'],
  copies: ['blindcopyto', 'copyto', 'addtorecipients', 'moderatemessagebyuser'],
  deletes: ['deletemessage'],
  connector: ['routemessageoutboundconnector'],
  description: ['description', 'actions'],
  createdBy: ['createdby'],
  changedBy: ['lastmodifiedby'],
  created: ['whencreatedutc', 'whencreated'],
  changed: ['whenchangedutc', 'whenchanged'],
} as const;

export const transportRules: KindReader<'transport-rules'> = {
  kind: 'transport-rules',
  columns: rule,
  recognises: (fields) =>
    fields.has(...rule.name) &&
    fields.has('state', 'mode', 'priority') &&
    fields.has('removeheader', 'setscl', 'redirectmessageto', 'blindcopyto', 'ruleversion', 'actions'),
  collector: eachRow(transportRule),
};

/** What the description says in English, where the columns are missing. */
const described = {
  removes: /remove (?:the )?(?:message )?header:?\s*'?([\w-]{1,100})/gi,
  scl: /(?:spam confidence level|\bSCL\b)[^-\d\n]{0,30}(-?\d)/i,
  redirects: /redirect the message to:?\s*([^\r\n]{1,300})/i,
  copies: /(?:\bBcc\b|blind carbon copy|\bCc\b)[^'"\r\n]{0,60}((?:to:?\s*)[^\r\n]{1,300})/i,
} as const;

function transportRule(fields: Fields): TransportRule | undefined {
  const name = fields.text(...rule.name);
  if (name === undefined) return undefined;
  const description = fields.text(...rule.description);
  const told = fields.long(...rule.description) ?? '';
  const scl = fields.text(...rule.scl) ?? described.scl.exec(told)?.[1];
  return {
    name,
    enabled: isEnabled(fields),
    mode: modeOf(fields.text(...rule.mode)),
    priority: fields.number(...rule.priority),
    removesHeaders: fields.has(...rule.removeHeader)
      ? (fields.list(...rule.removeHeader) ?? [])
      : [...told.matchAll(described.removes)].map(([, header = '']) => header),
    setsHeaders: fields.list(...rule.setHeader) ?? [],
    scl: scl !== undefined && /^-?\d$/.test(scl) ? Number(scl) : undefined,
    redirectsTo: recipients(fields, rule.redirects, described.redirects.exec(told)?.[1]),
    copiesTo: recipients(fields, rule.copies, described.copies.exec(told)?.[1]),
    deletes: fields.flag(...rule.deletes) ?? /delete the message/i.test(told),
    connector: fields.text(...rule.connector),
    description,
    createdBy: fields.text(...rule.createdBy),
    changedBy: fields.text(...rule.changedBy),
    created: fields.time(...rule.created),
    changed: fields.time(...rule.changed),
  };
}

function isEnabled(fields: Fields): boolean {
  const state = fields.text(...rule.state) ?? 'enabled';
  return !/^(?:disabled|false)$/i.test(state);
}

function modeOf(text: string | undefined): TransportRule['mode'] {
  if (text === undefined) return undefined;
  if (/^enforce$/i.test(text)) return 'enforce';
  return /^audit/i.test(text) ? 'audit' : undefined;
}

/** Who else gets the mail, by all columns that say it, or else by the description. */
function recipients(fields: Fields, columns: readonly string[], told: string | undefined): string[] {
  const named = columns.flatMap((column) => fields.list(column) ?? []);
  const described = named.length > 0 ? [] : (told?.match(/[^\s'",;<>()]{1,64}@[^\s'",;<>()]{1,255}/g) ?? []);
  return [...new Set([...named, ...described].map((each) => each.toLowerCase()))].slice(0, 50);
}

const policy = {
  name: ['name', 'identity'],
  isDefault: ['isdefault'],
  enabled: ['enabled'],
  forwarding: ['autoforwardingmode'],
  externalPerHour: ['recipientlimitexternalperhour'],
  internalPerHour: ['recipientlimitinternalperhour'],
  perDay: ['recipientlimitperday'],
  action: ['actionwhenthresholdreached'],
} as const;

export const outboundPolicies: KindReader<'outbound-policies'> = {
  kind: 'outbound-policies',
  columns: policy,
  recognises: (fields) =>
    fields.has(...policy.forwarding, ...policy.externalPerHour, ...policy.action) &&
    fields.has(...policy.name),
  collector: eachRow((fields): OutboundPolicy | undefined => {
    const name = fields.text(...policy.name);
    if (name === undefined) return undefined;
    return {
      name,
      isDefault: fields.flag(...policy.isDefault),
      enabled: fields.flag(...policy.enabled),
      forwarding: forwardingOf(fields.text(...policy.forwarding)),
      externalPerHour: fields.number(...policy.externalPerHour),
      internalPerHour: fields.number(...policy.internalPerHour),
      perDay: fields.number(...policy.perDay),
      action: fields.text(...policy.action),
    };
  }),
};

/**
 * `Automatic` is now the same as `Off`
 * (https://learn.microsoft.com/defender-office-365/outbound-spam-policies-external-email-forwarding).
 */
function forwardingOf(mode: string | undefined): OutboundPolicy['forwarding'] {
  if (mode === undefined) return undefined;
  if (/^on$/i.test(mode)) return 'on';
  return /^(?:off|automatic)$/i.test(mode) ? 'off' : undefined;
}

const smtpAuth = { disabled: ['smtpclientauthenticationdisabled'] } as const;

export const transportConfig: KindReader<'transport-config'> = {
  kind: 'transport-config',
  columns: smtpAuth,
  recognises: (fields) => fields.has(...smtpAuth.disabled),
  collector: eachRow((fields) => {
    const smtpAuthDisabled = fields.flag(...smtpAuth.disabled);
    return smtpAuthDisabled === undefined ? undefined : { smtpAuthDisabled };
  }),
};

const limit = {
  verdict: ['verdict'],
  enforced: ['enforcementenabled'],
  threshold: ['threshold'],
  observed: ['observedvalue'],
} as const;

export const sendingLimits: KindReader<'sending-limits'> = {
  kind: 'sending-limits',
  columns: limit,
  recognises: (fields) => fields.has(...limit.observed, ...limit.enforced) && fields.has(...limit.threshold),
  collector: eachRow((fields): SendingLimit | undefined => {
    const threshold = fields.number(...limit.threshold);
    const observed = fields.number(...limit.observed);
    if (threshold === undefined && observed === undefined) return undefined;
    return {
      verdict: fields.text(...limit.verdict),
      enforced: fields.flag(...limit.enforced),
      threshold,
      observed,
    };
  }),
};

const sender = {
  address: ['senderaddress', 'entity'],
  reason: ['reason'],
  created: ['createddatetime', 'createdtime', 'dateblocked', 'changeddatetime'],
} as const;

export const blockedSenders: KindReader<'blocked-senders'> = {
  kind: 'blocked-senders',
  columns: sender,
  recognises: (fields) =>
    fields.has(...sender.address) &&
    fields.has('reason', 'createddatetime', 'changeddatetime', 'entitytype') &&
    !isAboutMail(fields),
  collector: eachRow((fields) => {
    const address = fields.text(...sender.address);
    return address === undefined
      ? undefined
      : { address, reason: fields.text(...sender.reason), created: fields.time(...sender.created) };
  }),
};

const entry = {
  value: ['value', 'entry'],
  action: ['action'],
  modifiedBy: ['modifiedby', 'lastmodifiedby'],
  changed: ['lastmodifieddatetime', 'lastupdated', 'lastupdatedutc'],
  created: ['createddatetime'],
  expires: ['expirationdate', 'removeon', 'removeonutc'],
  notes: ['notes'],
} as const;

export const blockList: KindReader<'block-list'> = {
  kind: 'block-list',
  columns: entry,
  recognises: (fields) =>
    fields.has(...entry.value) &&
    fields.has(...entry.action) &&
    fields.has(...entry.changed, ...entry.expires, 'notes', 'listtype', 'objecttype', 'entryvaluehash'),
  collector: eachRow((fields) => {
    const value = fields.text(...entry.value);
    const action = actionOf(fields.text(...entry.action));
    if (value === undefined || action === undefined) return undefined;
    return {
      value,
      action,
      modifiedBy: fields.text(...entry.modifiedBy),
      changed: fields.time(...entry.changed),
      created: fields.time(...entry.created),
      expires: fields.time(...entry.expires),
      notes: fields.text(...entry.notes),
    };
  }),
};

/** By its name, or by the number that `ConvertTo-Json` makes of it. */
function actionOf(text: string | undefined): 'block' | 'allow' | undefined {
  if (/^(?:block|1)$/i.test(text ?? '')) return 'block';
  return /^(?:allow|0)$/i.test(text ?? '') ? 'allow' : undefined;
}
