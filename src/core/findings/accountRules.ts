import { nameList } from '../code/nameList';
import { factsOf, type Sourced, timeText } from '../tenant/factSet';
import { ownDomains } from './accounts';
import { type Stranger, strangers } from './foreignUse';
import { groupBy } from './groups';
import { newWithin } from './period';
import { deedsOf, hidesMail, outsiders, tidiesAway } from './riskyContent';
import type { Circumstances, Match, Rule } from './rule';
import { suspects } from './suspects';
import { impossibleTravel, signInsByUser } from './travel';
import { aboveOwnPast, aboveTenant, manyMails, type Outlier } from './volume';

/** Countries from which one account signed in within the export. A default: people who travel rarely see three in a month. */
const manyCountries = 3;

/** Before the day of the block, in milliseconds: Microsoft counts recipients by the day. */
const justBefore = 24 * 3_600_000;

/** A warning on the days before a block; without a block, or long before it, much mail is information. */
function severityNear(
  { day }: Outlier,
  { logs: { firstHit } }: Circumstances,
  within: number,
): Match['severity'] {
  const from = firstHit === undefined ? undefined : timeText(firstHit - within).slice(0, 10);
  return from !== undefined && day >= from ? 'warning' : 'information';
}

const volumeOf = (
  { sender, day, sent, failed, usual, newAddress = '', evidence }: Outlier,
  severity: Match['severity'],
): Match => ({
  subject: sender,
  severity,
  values: { day, sent: String(sent), failed: String(failed), usual: String(usual), address: newAddress },
  evidence: [evidence],
});

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
    id: 'account-foreign',
    step: 'users',
    actions: ['sign-ins', 'disable', 'sessions'],
    sources: ['compromised-account'],
    find: (circumstances) =>
      [...groupBy(strangers(circumstances), ({ user }) => user)].flatMap(([user, uses]) => {
        const [first] = uses;
        if (!first) return [];
        return [
          {
            subject: user,
            severity: useSeverity(uses, circumstances),
            values: {
              addresses: nameList(
                uses.map(({ address, country }) => `${address} (${country})`),
                uses.length,
              ),
              usual: first.usual,
              at: timeText(Math.min(...uses.map(({ signIn }) => signIn.fact.at))),
              deeds: [...new Set(uses.flatMap(({ deeds }) => deeds))].slice(0, 8).join(', '),
            },
            evidence: uses.flatMap(({ evidence }) => evidence).slice(0, 10),
          },
        ];
      }),
  },
  {
    id: 'volume-own-past',
    step: 'users',
    actions: ['volume'],
    sources: ['compromised-account', 'outbound-spam'],
    find: (circumstances) => {
      const isCertain = certainSender(circumstances);
      return aboveOwnPast(circumstances).map((outlier) =>
        volumeOf(outlier, isCertain(outlier) ? 'critical' : severityNear(outlier, circumstances, newWithin)),
      );
    },
  },
  {
    id: 'volume-new-address',
    step: 'users',
    actions: ['volume', 'sign-ins'],
    sources: ['compromised-account'],
    find: (circumstances) => {
      const isCertain = certainSender(circumstances);
      return aboveOwnPast(circumstances)
        .filter(({ newAddress }) => newAddress !== undefined)
        .map((outlier) =>
          volumeOf(
            outlier,
            isCertain(outlier) || outlier.sent >= manyMails
              ? 'critical'
              : severityNear(outlier, circumstances, newWithin),
          ),
        );
    },
  },
  {
    id: 'volume-tenant',
    step: 'users',
    actions: ['volume'],
    sources: ['compromised-account', 'outbound-spam'],
    // Newsletters, shops and ticket systems always stand out: what does not lead to the block is no warning.
    find: (circumstances) =>
      aboveTenant(circumstances).map((outlier) =>
        volumeOf(outlier, severityNear(outlier, circumstances, justBefore)),
      ),
  },
  {
    id: 'rule-hides',
    step: 'users',
    actions: ['inbox-rules'],
    sources: ['compromised-account', 'inbox-rule'],
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return rules(circumstances).flatMap((each) => {
        const isSuspect = suspected.has(each.fact.mailbox);
        if (!hidesMail(each.fact)) {
          return isSuspect && tidiesAway(each.fact)
            ? [aboutRule(each, 'information', { deeds: deedsOf(each.fact) })]
            : [];
        }
        return [aboutRule(each, isSuspect ? 'critical' : 'warning', { deeds: deedsOf(each.fact) })];
      });
    },
  },
  ...(['outside', 'perhaps'] as const).flatMap((where): Rule[] => [
    {
      id: where === 'outside' ? 'rule-forwards' : 'rule-forwards-perhaps',
      step: 'users',
      actions: ['inbox-rules', 'forwarding'],
      sources: ['compromised-account', 'external-forwarding'],
      find: (circumstances) => {
        const own = ownDomains(circumstances.tenant);
        const suspected = suspects(circumstances);
        return rules(circumstances).flatMap((each) => {
          const addresses = outsiders(each.fact.forwardsTo, own)[where];
          if (addresses.length === 0) return [];
          const severity = suspected.has(each.fact.mailbox) ? 'critical' : 'warning';
          return [aboutRule(each, severity, { addresses: nameList(addresses) })];
        });
      },
    },
    {
      id: where === 'outside' ? 'mailbox-forwards' : 'mailbox-forwards-perhaps',
      step: 'users',
      actions: ['forwarding'],
      sources: ['configure-forwarding', 'external-forwarding'],
      find: ({ tenant }) => {
        const own = ownDomains(tenant);
        return factsOf(tenant, 'mailboxes').flatMap(({ fact, evidence }) => {
          const { mailbox, forwardsTo: address = '' } = fact;
          if (outsiders([address], own)[where].length === 0) return [];
          return [
            { subject: mailbox, severity: 'warning' as const, values: { address }, evidence: [evidence] },
          ];
        });
      },
    },
  ]),
  {
    id: 'mailbox-forwards-contact',
    step: 'users',
    actions: ['forwarding'],
    sources: ['configure-forwarding'],
    find: ({ tenant }) =>
      factsOf(tenant, 'mailboxes').flatMap(({ fact, evidence }) => {
        const { mailbox, forwardsTo: contact = '' } = fact;
        if (contact === '' || contact.includes('@')) return [];
        return [{ subject: mailbox, severity: 'information', values: { contact }, evidence: [evidence] }];
      }),
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
          severity: suspected.has(fact.user) ? 'warning' : 'information',
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
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return [...signInsByUser(circumstances.tenant)].flatMap(([user, signIns]) => {
        const firsts = new Map<string, Sourced<'sign-ins'>>();
        for (const each of signIns)
          if (each.fact.country !== undefined && !firsts.has(each.fact.country))
            firsts.set(each.fact.country, each);
        if (firsts.size < manyCountries) return [];
        return [
          {
            subject: user,
            severity: suspected.has(user) ? ('warning' as const) : ('information' as const),
            values: { countries: nameList([...firsts.keys()].sort(), firsts.size) },
            evidence: [...firsts.values()].slice(0, 10).map(({ evidence }) => evidence),
          },
        ];
      });
    },
  },
  {
    id: 'sign-in-travel',
    step: 'users',
    actions: ['sign-ins', 'reset'],
    sources: ['compromised-account'],
    find: (circumstances) => {
      const suspected = suspects(circumstances);
      return [...signInsByUser(circumstances.tenant)].flatMap(([user, signIns]) => {
        const travel = impossibleTravel(signIns);
        if (!travel) return [];
        const { from, to } = travel;
        return [
          {
            subject: user,
            severity: suspected.has(user) ? ('warning' as const) : ('information' as const),
            values: {
              from: from.fact.country ?? '',
              to: to.fact.country ?? '',
              left: timeText(from.fact.at),
              arrived: timeText(to.fact.at),
            },
            evidence: [from.evidence, to.evidence],
          },
        ];
      });
    },
  },
];

/** A journey is possible where the account was not at home meanwhile: then it is a question, and without a block no warning. */
function useSeverity(uses: readonly Stranger[], { logs: { firstHit } }: Circumstances): Match['severity'] {
  if (uses.some(({ isCertain }) => isCertain)) return 'critical';
  return firstHit === undefined ? 'information' : 'warning';
}

/** Much mail alone may be a newsletter; of an account that more speaks against, it is none. */
function certainSender(circumstances: Circumstances): (outlier: Outlier) => boolean {
  const restricted = new Set(
    factsOf(circumstances.tenant, 'blocked-senders').map(({ fact }) => fact.address.toLowerCase()),
  );
  const strange = new Set(
    strangers(circumstances).flatMap(({ user, isCertain }) => (isCertain ? [user] : [])),
  );
  return ({ sender }) => restricted.has(sender.toLowerCase()) || strange.has(sender.toLowerCase());
}

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
