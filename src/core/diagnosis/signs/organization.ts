import { domainOf } from '../../bounce/address';
import { isWideRange } from '../../findings/ranges';
import { factsOf, timeText } from '../../tenant/factSet';
import { isOfKind, type TenantFacts } from '../../tenant/facts';
import type { BlockListEntry } from '../../tenant/factTypes/mailFlowFacts';
import type { ReceiveConnector } from '../../tenant/factTypes/serverFacts';
import type { Sign } from '../cause';
import type { Picture } from '../picture';

const hour = 3_600_000;
const day = 24 * hour;

/** States in which a subscription does not serve (learn.microsoft.com/microsoft-365/commerce/subscriptions/what-if-my-subscription-expires). */
const lapsed = /^(?:warning|suspended|lockedout|deleted|expired|disabled)$/i;
/** Microsoft limits new tenants; a default for how long one is new. */
const newFor = 30 * day;
/** A default: a subscription that was bought or renewed so lately may not be in force everywhere. */
const renewedFor = 3 * day;
/** A default: recipients' domains that one or few entries of a list can block. */
const mostRecipients = 3;

/** Whether an entry of the list holds for somebody, be it an address, a domain, or `*.top`. */
function holdsFor({ value }: BlockListEntry, address: string): boolean {
  const entry = value.toLowerCase();
  const domain = domainOf(address).toLowerCase();
  if (entry.includes('@')) return entry === address.toLowerCase();
  if (entry.startsWith('*.')) return domain.endsWith(entry.slice(1));
  return domain === entry || domain.endsWith(`.${entry}`);
}

/**
 * The connector of Setup, which takes mail from the Internet for the house and hands nothing on for others
 * (learn.microsoft.com/exchange/mail-flow/connectors/receive-connectors).
 */
const fromSetup = /^(?:.*\\)?Default Frontend /i;

/** Says whether those who do not sign in may relay by a connector: by the rights on it, where these were asked for. */
function mayRelay({ name, anonymous, externallySecured }: ReceiveConnector, tenant: TenantFacts): boolean {
  if (externallySecured || !anonymous) return externallySecured;
  const given = factsOf(tenant, 'relay-permissions').map(({ fact }) => fact.connector.toLowerCase());
  if (given.includes(name.toLowerCase())) return true;
  return !tenant.exports.some((each) => isOfKind(each, 'relay-permissions')) && !fromSetup.test(name);
}

/** Domains to which refused mail went; a trace's details do not name them, its summary knows what failed. */
function refusedRecipients({ blockedFlows, tenant }: Picture): ReadonlySet<string> {
  const failed = factsOf(tenant, 'message-trace').flatMap(({ fact }) => (fact.failed > 0 ? [fact] : []));
  return new Set(
    [...blockedFlows, ...failed].flatMap(({ recipientDomains }) => Object.keys(recipientDomains)),
  );
}

/** Entries that blocked when mail was refused. */
const entriesInForce = ({ tenant, block }: Picture) =>
  factsOf(tenant, 'block-list').filter(
    ({ fact }) => fact.action === 'block' && (fact.changed ?? fact.created ?? 0) <= block,
  );

/** True where refused mail went to whom an entry names. */
function standsInTheWay(picture: Picture, entry: BlockListEntry): boolean {
  const [local] = entry.value.includes('@') ? entry.value.split('@') : ['x'];
  return [...refusedRecipients(picture)].some((name) => holdsFor(entry, `${local}@${name}`));
}

/** Those by which a tenant has mail, as far as their names tell. */
const subscriptions = ({ tenant }: Picture) =>
  factsOf(tenant, 'subscriptions').filter(({ fact }) => !withoutMail.test(fact.sku));

/** True where another subscription, which is paid, has served for long enough that it is in force. */
const isServed = (picture: Picture) =>
  subscriptions(picture).some(
    ({ fact }) =>
      fact.state !== undefined &&
      !lapsed.test(fact.state) &&
      !fact.isTrial &&
      (fact.created ?? picture.block) < picture.block - renewedFor,
  );

/** Of a date whose day may be its month, the reading that lies shortly before the block: nothing in its file tells. */
function nearest(at: number, isAmbiguous: boolean, block: number): number {
  const date = new Date(at);
  if (!isAmbiguous || date.getUTCDate() > 12) return at;
  const other = Date.UTC(date.getUTCFullYear(), date.getUTCDate() - 1, date.getUTCMonth() + 1) + (at % day);
  return other <= block && (at > block || other > at) ? other : at;
}

/** True for an issue that names the code, or says that mail could not be sent: late traces and slow pages refuse nothing. */
const isAboutRefusals = (text: string) =>
  /5\.7\.7\d\d|non-?delivery|\bNDRs?\b/i.test(text) ||
  (/outbound|outgoing|\b(?:send|sending|sent)\b/i.test(text) &&
    /\be-?mails?\b|\bmessages?\b/i.test(text) &&
    /\b(?:unable|cannot|can't|not be able|fail\w*|block\w*|reject\w*|refus\w*|bounc\w*|throttl\w*)\b/i.test(
      text,
    ));

/**
 * Subscriptions without a mailbox, by the part numbers of Microsoft's list (learn.microsoft.com/entra/identity/users/licensing-service-plan-reference):
 * that one of them ran out stops no mail.
 */
const withoutMail =
  /^(?:VISIO|PROJECT|POWER_?BI|PBI_|FLOW_|POWERAPPS|POWERAUTOMATE|POWER_|DYN365|D365|CRM|MCO|PHONESYSTEM|TEAMS_|MS_TEAMS|INTUNE|AAD_|EMS|RIGHTSMANAGEMENT|ATP_|THREAT_|MDATP|DEFENDER_|WIN|STREAM|FORMS_|CCIBOTS|WHITEBOARD|SHAREPOINT|WACONEDRIVE|ADALLOM|IDENTITY_)/i;

export const organizationSigns = {
  /** Microsoft's service health has an issue about sending that was open at the time of the block. */
  'service-issue': ({ tenant, block, codes }) =>
    factsOf(tenant, 'service-health').flatMap(({ fact, evidence }) => {
      const text = `${fact.title} ${fact.description ?? ''}`;
      const named = /5\.7\.7\d\d/.exec(text)?.[0];
      if (!isAboutRefusals(text) || (named !== undefined && codes.size > 0 && !codes.has(named))) return [];
      const isOpen =
        fact.start !== undefined && fact.start <= block + hour && (fact.end ?? block) >= block - hour;
      if (!isOpen || (fact.service !== undefined && !/exchange|365|defender/i.test(fact.service))) return [];
      return [
        {
          culprit: { type: 'none', name: fact.id },
          values: { title: fact.title, at: timeText(fact.start ?? 0) },
          evidence: [evidence],
        },
      ];
    }),

  /** A subscription had run out. */
  'subscription-lapsed': (picture) =>
    subscriptions(picture).flatMap(({ fact, evidence }) =>
      fact.state !== undefined && lapsed.test(fact.state) && !isServed(picture)
        ? [{ culprit: { type: 'none', name: fact.sku }, values: { state: fact.state }, evidence: [evidence] }]
        : [],
    ),

  /** One was bought or renewed within the days before the block. */
  'subscription-renewed': (picture) =>
    subscriptions(picture).flatMap(({ fact, evidence }) =>
      fact.created !== undefined &&
      !fact.isTrial &&
      fact.created <= picture.block + day &&
      fact.created > picture.block - renewedFor &&
      subscriptions(picture).some((each) => each.fact.state !== undefined && lapsed.test(each.fact.state))
        ? [
            {
              culprit: { type: 'none', name: fact.sku },
              values: { at: timeText(fact.created) },
              evidence: [evidence],
            },
          ]
        : [],
    ),

  /** The tenant has trial subscriptions, and no other that serves. */
  'trial-only': (picture) => {
    const serving = subscriptions(picture).filter(({ fact }) => !lapsed.test(fact.state ?? ''));
    if (serving.length === 0 || !serving.every(({ fact }) => fact.isTrial)) return [];
    return serving.map(({ fact, evidence }) => ({
      culprit: { type: 'none', name: fact.sku },
      evidence: [evidence],
    }));
  },

  /** The first subscription is some days old. */
  'tenant-new': (picture) => {
    const times = picture.tenant.exports.flatMap((each) =>
      isOfKind(each, 'subscriptions')
        ? each.rows.flatMap(({ created }) =>
            created === undefined ? [] : nearest(created, each.dateOrder === 'ambiguous', picture.block),
          )
        : [],
    );
    const oldest = Math.min(...times);
    if (times.length === 0 || oldest < picture.block - newFor || oldest > picture.block) return [];
    if (subscriptions(picture).some(({ fact }) => lapsed.test(fact.state ?? ''))) return [];
    return subscriptions(picture).map(({ fact, evidence }) => ({
      culprit: { type: 'none', name: fact.sku },
      values: { at: timeText(oldest) },
      evidence: [evidence],
    }));
  },

  /** All subscriptions serve, and are old. */
  'subscriptions-in-order': (picture) => {
    const all = subscriptions(picture);
    const isFine = all.every(
      ({ fact }) =>
        !fact.isTrial && !lapsed.test(fact.state ?? '') && (fact.created ?? 0) < picture.block - newFor,
    );
    return all.length > 0 && isFine ? [{ evidence: all.slice(0, 1).map(({ evidence }) => evidence) }] : [];
  },

  /** An entry of the tenant's own list blocks those to whom the refused mail went. */
  'own-entry': (picture) =>
    entriesInForce(picture)
      .filter(({ fact }) => standsInTheWay(picture, fact))
      .map(({ fact, evidence }) => ({
        culprit: { type: 'entry', name: fact.value },
        values: { by: fact.modifiedBy ?? '–' },
        evidence: [evidence],
      })),

  /** The code says that the organization's own list blocks the recipients; where no entry is known, these are what can be told. */
  'refused-by-own-list': (picture) => {
    if (entriesInForce(picture).some(({ fact }) => standsInTheWay(picture, fact))) return [];
    const refused = picture.blockedFlows.filter(({ codes }) => codes.includes('5.7.703'));
    const names = new Map(
      refused.flatMap(({ recipientDomains, evidence }) =>
        Object.keys(recipientDomains).map((name) => [name, evidence] as const),
      ),
    );
    if (names.size > mostRecipients) return [];
    return [...names].flatMap(([name, evidence]) =>
      name === '' ? [] : [{ culprit: { type: 'entry', name }, evidence: [evidence] }],
    );
  },

  /** The code says that the address from which Exchange Online sent is not trusted: Microsoft gives it to new and trial tenants. */
  'refused-for-address': ({ blockedFlows, codes }) => {
    const [first] = blockedFlows.filter(({ sender }) => codes.has('5.7.708') && sender.includes('@'));
    if (!first) return [];
    return [{ culprit: { type: 'none', name: domainOf(first.sender) }, evidence: [first.evidence] }];
  },

  /** Such an entry was made or changed shortly before; where nobody knows the recipients, any. */
  'entry-new': (picture) =>
    entriesInForce(picture).flatMap(({ fact, evidence }) => {
      const at = fact.changed ?? fact.created ?? 0;
      if (at <= picture.block - 2 * day) return [];
      if (refusedRecipients(picture).size > 0 && !standsInTheWay(picture, fact)) return [];
      return [
        {
          culprit: { type: 'entry', name: fact.value },
          values: { at: timeText(at) },
          evidence: [evidence],
        },
      ];
    }),

  /** The relay takes mail for anywhere from everybody, by its own settings. */
  'relay-open': ({ tenant, logs }) => {
    const names = factsOf(tenant, 'postfix').flatMap(({ fact, evidence }) => {
      if (fact.parameter !== 'mynetworks') return [];
      return fact.value.split(/[\s,]+/).some((range) => isWideRange(range.replace(/[[\]]/g, '')))
        ? [evidence]
        : [];
    });
    const servers = [
      ...new Set(
        logs.flows.flatMap(({ vantage, server }) => (vantage === 'server' && server ? [server] : [])),
      ),
    ];
    const postfix = names.flatMap((evidence) =>
      servers.map((name) => ({ culprit: { type: 'server' as const, name }, evidence: [evidence] })),
    );
    const connectors = factsOf(tenant, 'receive-connectors').flatMap(({ fact, evidence }) =>
      fact.enabled && fact.ranges.some(isWideRange) && mayRelay(fact, tenant)
        ? [{ culprit: { type: 'connector' as const, name: fact.name.toLowerCase() }, evidence: [evidence] }]
        : [],
    );
    return [...postfix, ...connectors];
  },

  /** Many of the house are refused, and nobody of them more than the others. */
  'all-refused': ({ blockedFlows, own }) => {
    const counts = new Map<string, number>();
    for (const { sender, blocked, vantage } of blockedFlows)
      if (vantage !== 'bounce' && sender.includes('@') && own?.covers(domainOf(sender)))
        counts.set(sender, (counts.get(sender) ?? 0) + blocked);
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    if (counts.size < 4 || Math.max(...counts.values()) > all / 2) return [];
    return [
      {
        values: { count: String(counts.size) },
        evidence: blockedFlows.slice(0, 2).map(({ evidence }) => evidence),
      },
    ];
  },
} as const satisfies Readonly<Record<string, Sign>>;
