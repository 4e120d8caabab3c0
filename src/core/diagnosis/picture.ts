import { domainOf } from '../bounce/address';
import type { Circumstances } from '../findings/rule';
import type { LogFacts, MailFlow } from '../logs/figures/logFacts';
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

/**
 * What is to be explained: where mail was refused for different reasons, each of them, since one cause need not be behind both, and they
 * need not have begun together.
 * @param explained the codes that causes are known for
 * @returns none where nothing was blocked, so that nothing has to be explained
 */
export function picturesOf(circumstances: Circumstances, explained: ReadonlySet<string>): Picture[] {
  const codes = circumstances.logs.codes.filter((code) => explained.has(code));
  if (codes.length < 2) return pictureOf(circumstances);
  return codes.flatMap((code) =>
    pictureOf({ ...circumstances, logs: refusedWith(code, circumstances.logs) }),
  );
}

/** The logs, with what was refused for another reason as mail that nothing is asked about. */
function refusedWith(code: string, logs: LogFacts): LogFacts {
  const times = logs.flows.flatMap(({ codes, refusals }) => {
    if (!refusals || !codes.includes(code)) return [];
    return [refusals.first, refusals.last].find((each) => each.code === code)?.at ?? refusals.first.at;
  });
  return { ...logs, codes: [code], firstHit: times.length > 0 ? Math.min(...times) : logs.firstHit };
}

function pictureOf({ tenant, logs }: Circumstances): Picture[] {
  const block = blockOf({ tenant, logs });
  if (block === undefined) return [];
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
    [...used].flatMap(([line, { first }]) => (line === cloudLine ? [] : [[line, sender, first] as const])),
  );
  const starts = [
    ...logs.flows.flatMap(({ vantage, first }) => (vantage === 'bounce' ? [] : (first ?? []))),
    ...factsOf(tenant, 'message-trace').map(({ fact }) => fact.first),
  ];
  const asked: ReadonlySet<string> = new Set(logs.codes);
  const picture = {
    tenant,
    logs,
    own,
    codes: asked,
    block,
    since: block - attackSpan,
    senders,
    ownSenders,
    isOwnSender,
    dataFrom: starts.reduce((least, at) => Math.min(least, at), block),
    people: new People(tenant, lines, block),
    handIns: handInsOf(tenant, logs.flows, own),
    blockedFlows: logs.flows.filter(
      ({ blocked, codes }) => blocked > 0 && (codes.length === 0 || codes.some((code) => asked.has(code))),
    ),
  };
  return [picture];
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
