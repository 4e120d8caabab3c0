import { domainOf } from '../bounce/address';
import type { Circumstances } from '../findings/rule';
import type { MailFlow } from '../logs/figures/logFacts';
import { factsOf } from '../tenant/factSet';
import { cloudLine } from './addresses';
import { type HandIn, handInsOf } from './handIns';
import { OwnDomains } from './ownDomains';
import { People } from './people';
import { isOwn, type SenderActivity, sendersOf } from './senders';

const day = 24 * 3_600_000;

/** How long before the block an attack may have begun. Microsoft asks to look back over the last days; two weeks hold a weekend more. */
const attackSpan = 14 * day;

/** All that signs look at, made of the circumstances once. Times are milliseconds since 1970. */
export interface Picture extends Circumstances {
  readonly own: OwnDomains | undefined;
  /** Codes that blocked mail. */
  readonly codes: ReadonlySet<string>;
  /** The first refusal; where no mail is known to be refused, when Exchange Online restricted somebody. */
  readonly block: number;
  /** From here on what happened may belong to the attack. */
  readonly since: number;
  readonly senders: ReadonlyMap<string, SenderActivity>;
  readonly ownSenders: readonly SenderActivity[];
  /** True for an address of the tenant's, as far as anybody can tell. */
  isOwnSender(sender: string): boolean;
  /** The earliest mail that logs or traces know of, be it outgoing or not. */
  readonly dataFrom: number;
  readonly people: People;
  readonly handIns: readonly HandIn[];
  readonly blockedFlows: readonly MailFlow[];
}

/** @returns undefined where nothing was blocked, so that nothing has to be explained */
export function pictureOf({ tenant, logs }: Circumstances): Picture | undefined {
  const block = blockOf({ tenant, logs });
  if (block === undefined) return undefined;
  const own = OwnDomains.of(tenant);
  // Without the accepted domains, those are own that were blocked for another reason than not being own.
  const blockedDomains = new Set(
    logs.domains.flatMap(({ name, codes }) => (codes.some((code) => code !== '5.7.750') ? [name] : [])),
  );
  const senders = sendersOf(tenant, logs.flows, own);
  const isOwnSender = (sender: string) =>
    own ? isOwn(sender, own) : blockedDomains.has(domainOf(sender).toLowerCase());
  const ownSenders = [...senders.values()].filter(({ sender }) => isOwnSender(sender));
  const lines = ownSenders.flatMap(({ sender, lines: used }) =>
    [...used.keys()].filter((line) => line !== cloudLine).map((line) => [line, sender] as const),
  );
  const starts = [
    ...logs.flows.flatMap(({ vantage, first }) => (vantage === 'bounce' ? [] : (first ?? []))),
    ...factsOf(tenant, 'message-trace').map(({ fact }) => fact.first),
  ];
  return {
    tenant,
    logs,
    own,
    codes: new Set(logs.codes),
    block,
    since: block - attackSpan,
    senders,
    ownSenders,
    isOwnSender,
    dataFrom: starts.reduce((least, at) => Math.min(least, at), block),
    people: new People(tenant, lines, block),
    handIns: handInsOf(tenant, logs.flows, own),
    blockedFlows: logs.flows.filter(({ blocked }) => blocked > 0),
  };
}

function blockOf({ tenant, logs }: Circumstances): number | undefined {
  if (logs.firstHit !== undefined) return logs.firstHit;
  const isBlocked = logs.codes.length > 0;
  const restricted = [
    ...factsOf(tenant, 'blocked-senders').map(({ fact }) => fact),
    ...factsOf(tenant, 'blocked-connectors').map(({ fact }) => fact),
  ];
  if (!isBlocked && restricted.length === 0) return undefined;
  const times = restricted.flatMap(({ created }) => created ?? []);
  // Without any time everything that was handed over lies before the block.
  const asked = tenant.exports.flatMap(({ askedAt }) => askedAt ?? []);
  return times.length > 0 ? Math.min(...times) : Math.max(0, ...asked);
}
