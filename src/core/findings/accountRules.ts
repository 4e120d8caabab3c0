import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import { Accounts, isOutside, ownDomains } from './accounts';
import type { Circumstances, Match, Rule } from './rule';
import { impossibleTravel, signInsByUser } from './travel';
import { aboveOwnPast, aboveTenant, type Outlier } from './volume';

/** Countries from which one account signed in within the export; people who travel rarely see three in a month. */
const manyCountries = 3;

/** Accounts that other facts speak against: restricted, sending far too much, or blocked in the logs. */
function suspects({ tenant, logs }: Circumstances): Accounts {
  return new Accounts([
    ...factsOf(tenant, 'blocked-senders').map(({ fact }) => fact.address),
    ...aboveOwnPast(tenant).map(({ sender }) => sender),
    ...aboveTenant(tenant).map(({ sender }) => sender),
    ...logs.senders.filter(({ codes }) => codes.includes('5.7.705')).map(({ name }) => name),
  ]);
}

const volumeOf = ({ sender, day, sent, failed, usual, evidence }: Outlier): Match => ({
  subject: sender,
  severity: 'critical',
  values: { day, sent: String(sent), failed: String(failed), usual: String(usual) },
  evidence: [evidence],
});

/** Folders that people do not look into; Exchange translates none of their English names for a rule. */
const quietFolder =
  /(?:^|[\\/:])(?:rss[ -]?(?:feeds?|subscriptions?)|archive|junk[ -]?e?-?mail|deleted items|conversation history|feed rss|archivio|posta indesiderata|posta eliminata|cronologia conversazioni)\s*$/i;

export const accountRules: readonly Rule[] = [
  {
    id: 'sender-restricted',
    step: 'users',
    actions: ['restricted', 'release'],
    sources: ['restricted-users'],
    find: ({ tenant }) =>
      factsOf(tenant, 'blocked-senders').map(({ fact, evidence }) => ({
        subject: fact.address,
        severity: 'critical',
        values: { reason: fact.reason ?? '' },
        evidence: [evidence],
      })),
  },
  {
    id: 'volume-own-past',
    step: 'users',
    actions: ['volume'],
    sources: ['compromised-account', 'outbound-spam'],
    find: ({ tenant }) => aboveOwnPast(tenant).map(volumeOf),
  },
  {
    id: 'volume-tenant',
    step: 'users',
    actions: ['volume'],
    sources: ['compromised-account', 'outbound-spam'],
    find: ({ tenant }) =>
      aboveTenant(tenant).map((outlier) => ({ ...volumeOf(outlier), severity: 'warning' as const })),
  },
  {
    id: 'rule-hides',
    step: 'users',
    actions: ['inbox-rules'],
    sources: ['compromised-account', 'inbox-rule'],
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return rules(circumstances).flatMap((each) => {
        const { deletes, marksRead, folder = '' } = each.fact;
        const isQuiet = quietFolder.test(folder);
        if (!deletes && !isQuiet && !(marksRead && folder !== '')) return [];
        return [aboutRule(each, suspected.has(each.fact.mailbox) ? 'critical' : 'warning', { folder })];
      });
    },
  },
  {
    id: 'rule-forwards',
    step: 'users',
    actions: ['inbox-rules', 'forwarding'],
    sources: ['compromised-account', 'external-forwarding'],
    find: (circumstances) => {
      const own = ownDomains(circumstances.tenant);
      const suspected = suspects(circumstances);
      return rules(circumstances).flatMap((each) => {
        const outside = each.fact.forwardsTo.filter((address) => isOutside(address, own) ?? true);
        if (outside.length === 0) return [];
        const severity = suspected.has(each.fact.mailbox) ? 'critical' : 'warning';
        return [aboutRule(each, severity, { addresses: outside.slice(0, 5).join(', ') })];
      });
    },
  },
  {
    id: 'mailbox-forwards',
    step: 'users',
    actions: ['forwarding'],
    sources: ['configure-forwarding', 'external-forwarding'],
    find: ({ tenant }) => {
      const own = ownDomains(tenant);
      return factsOf(tenant, 'mailboxes').flatMap(({ fact, evidence }) => {
        const { mailbox, forwardsTo: address } = fact;
        if (address === undefined || !(isOutside(address, own) ?? address.includes('@'))) return [];
        return [
          { subject: mailbox, severity: 'warning' as const, values: { address }, evidence: [evidence] },
        ];
      });
    },
  },
  {
    id: 'mailbox-full-access',
    step: 'users',
    actions: ['sign-ins'],
    sources: ['compromised-account'],
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return factsOf(circumstances.tenant, 'mailbox-permissions')
        .filter(({ fact }) => fact.rights.some((right) => /^fullaccess$/i.test(right)))
        .map(({ fact, evidence }) => ({
          subject: `${fact.user} > ${fact.mailbox}`,
          severity: suspected.has(fact.mailbox) || suspected.has(fact.user) ? 'warning' : 'information',
          values: { user: fact.user, mailbox: fact.mailbox },
          evidence: [evidence],
        }));
    },
  },
  {
    id: 'sign-in-countries',
    step: 'users',
    actions: ['sign-ins'],
    sources: ['compromised-account'],
    find: ({ tenant }) =>
      [...signInsByUser(tenant)].flatMap(([user, signIns]) => {
        const firsts = new Map<string, Sourced<'sign-ins'>>();
        for (const each of signIns)
          if (each.fact.country !== undefined && !firsts.has(each.fact.country))
            firsts.set(each.fact.country, each);
        if (firsts.size < manyCountries) return [];
        return [
          {
            subject: user,
            severity: 'warning' as const,
            values: { countries: [...firsts.keys()].sort().join(', ') },
            evidence: [...firsts.values()].slice(0, 10).map(({ evidence }) => evidence),
          },
        ];
      }),
  },
  {
    id: 'sign-in-travel',
    step: 'users',
    actions: ['sign-ins', 'reset'],
    sources: ['compromised-account'],
    find: ({ tenant }) =>
      [...signInsByUser(tenant)].flatMap(([user, signIns]) => {
        const travel = impossibleTravel(signIns);
        if (!travel) return [];
        const { from, to } = travel;
        return [
          {
            subject: user,
            severity: 'warning' as const,
            values: {
              from: from.fact.country ?? '',
              to: to.fact.country ?? '',
              left: timeText(from.fact.at),
              arrived: timeText(to.fact.at),
            },
            evidence: [from.evidence, to.evidence],
          },
        ];
      }),
  },
];

function rules({ tenant }: Circumstances): Sourced<'inbox-rules'>[] {
  return factsOf(tenant, 'inbox-rules').filter(({ fact }) => fact.enabled);
}

function aboutRule(
  { fact, evidence }: Sourced<'inbox-rules'>,
  severity: Match['severity'],
  values: Record<string, string>,
): Match {
  return {
    subject: fact.mailbox === undefined ? fact.name : `${fact.mailbox}: ${fact.name}`,
    severity,
    values: { name: fact.name, mailbox: fact.mailbox ?? '', ...values },
    evidence: [evidence],
  };
}
