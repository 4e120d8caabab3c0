import { domainOf } from '../../bounce/address';
import { factsOf } from '../../tenant/factSet';
import type { NamedCulprit, Sign } from '../cause';
import type { Picture } from '../picture';

const mailbox = (name: string): NamedCulprit => ({ type: 'mailbox', name: name.toLowerCase() });

/** Domains to which refused mail of foreign senders went. */
function targets({ blockedFlows, own }: Picture): Set<string> {
  return new Set(
    blockedFlows.flatMap(({ sender, recipientDomains }) =>
      sender.includes('@') && own && !own.covers(domainOf(sender)) ? Object.keys(recipientDomains) : [],
    ),
  );
}

const isOutside = ({ own }: Picture, address: string) =>
  address.includes('@') && own !== undefined && !own.covers(domainOf(address));

/** True where refused mail went where this forwards to. */
const isTarget = (picture: Picture, address: string) => targets(picture).has(domainOf(address).toLowerCase());

/** Addresses of a text, as the description of a transport rule has them. */
const addressesIn = (text: string) => text.match(/[^\s'"<>;,()]+@[a-z0-9.-]+[a-z0-9]/gi) ?? [];

/** What forwards to the outside, whatever does it. */
function forwardings(picture: Picture) {
  const { tenant } = picture;
  const rules = factsOf(tenant, 'inbox-rules').flatMap(({ fact, evidence }) =>
    fact.mailbox !== undefined && fact.enabled
      ? fact.forwardsTo.map((to) => ({ owner: fact.mailbox ?? '', to, evidence }))
      : [],
  );
  const boxes = factsOf(tenant, 'mailboxes').flatMap(({ fact, evidence }) =>
    fact.forwardsTo === undefined ? [] : [{ owner: fact.mailbox, to: fact.forwardsTo, evidence }],
  );
  const transport = factsOf(tenant, 'transport-rules').flatMap(({ fact, evidence }) => {
    if (!fact.enabled || fact.mode === 'audit') return [];
    const owners = addressesIn(fact.description ?? '').filter((each) => !isOutside(picture, each));
    const named = owners.length > 0 ? owners : [fact.name];
    return fact.redirectsTo.flatMap((to) => named.map((owner) => ({ owner, to, evidence })));
  });
  return [...rules, ...boxes, ...transport].filter(({ to }) => isOutside(picture, to));
}

export const forwardingSigns = {
  /** The bounce itself says that this mailbox sent it on. */
  'bounce-forwarded': ({ blockedFlows }) =>
    blockedFlows.flatMap(({ vantage, origins, evidence }) =>
      vantage === 'bounce'
        ? origins.flatMap(({ path, account }) =>
            path === 'forwarding' && account?.includes('@')
              ? [{ culprit: mailbox(account), evidence: [evidence] }]
              : [],
          )
        : [],
    ),

  /** Bounces say that the mail was sent on, and not by whom. */
  'bounces-forwarded': ({ blockedFlows }) => {
    const found = blockedFlows.filter(({ origins }) => origins.some(({ path }) => path === 'forwarding'));
    return found.length === 0 ? [] : [{ evidence: found.slice(0, 3).map(({ evidence }) => evidence) }];
  },

  /** Forwards to the outside, and there the refused mail went. */
  'forwards-there': (picture) =>
    forwardings(picture)
      .filter(({ to }) => isTarget(picture, to))
      .map(({ owner, to, evidence }) => ({ culprit: mailbox(owner), values: { to }, evidence: [evidence] })),

  /** Forwards to the outside. */
  'forwards-outside': (picture) =>
    forwardings(picture).map(({ owner, to, evidence }) => ({
      culprit: mailbox(owner),
      values: { to },
      evidence: [evidence],
    })),
} as const satisfies Readonly<Record<string, Sign>>;
