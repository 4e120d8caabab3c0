import { domainOf } from '../bounce/address';
import { isDefaultDomain } from '../findings/domainNames';
import type { Circumstances } from '../findings/rule';
import type { LogFacts, MailFlow, MailMoment } from '../logs/figures/logFacts';
import { isOfKind, type TenantExport } from '../tenant/facts';
import { exportOwners } from './exportOwners';
import { registeredDomain } from './ownDomains';
import { forwardersOf, TenantLinks } from './tenantLinks';

/** What was read of one of several tenants. */
export interface TenantPart {
  /** What it is called by, the most blocked first. */
  readonly domains: readonly string[];
  readonly blocked: number;
  readonly circumstances: Circumstances;
}

/** Tenants whose mail was read together. */
export interface MixedTenants {
  /** How many there are. */
  readonly count: number;
  /** Of those with the most refused mail. */
  readonly parts: readonly TenantPart[];
}

/** Tenants that are judged; whoever has more mixed asks for one at a time. */
const mostParts = 20;

/**
 * Tells tenants apart whose mail was read together, as whoever serves several customers has it: by what their refused mail has in
 * common, be it a domain, a server, the tenant's own host at Exchange Online, or a trace. Of whose accepted domains there is a list is a
 * tenant too, be none of its mail refused.
 * @returns undefined where all can be of one tenant
 */
export function mixedTenants({ tenant, logs }: Circumstances): MixedTenants | undefined {
  const links = new TenantLinks(tenant, logs);
  const flows = new Map<string, MailFlow[]>();
  for (const flow of logs.flows) {
    const root = links.rootOf(flow);
    const known = root === undefined ? undefined : flows.get(root);
    if (known) known.push(flow);
    else if (root !== undefined) flows.set(root, [flow]);
  }
  const [tenants, listed] = [links.tenantRoots(), links.listedRoots()];
  const found = [...new Set([...flows.keys(), ...listed])]
    .map((root) => {
      const own = flows.get(root) ?? [];
      return { root, flows: own, blocked: own.reduce((sum, flow) => sum + flow.blocked, 0) };
    })
    .filter(({ root, blocked }) => (blocked > 0 && tenants.has(root)) || listed.has(root))
    .sort((one, other) => other.blocked - one.blocked || (one.root < other.root ? -1 : 1));
  if (found.length < 2) return undefined;
  const exportsOf = exportOwners(
    tenant,
    (domain) => links.rootOfDomain(domain),
    new Set(found.map(({ root }) => root)),
  );
  const parts = found.slice(0, mostParts).map((each) => partOf(each.flows, logs, exportsOf(each.root)));
  return { count: found.length, parts };
}

function partOf(flows: readonly MailFlow[], logs: LogFacts, exports: readonly TenantExport[]): TenantPart {
  const senders = new Set(flows.map(({ sender }) => sender));
  const names = new Set(
    [...senders].filter((each) => each.includes('@')).map((each) => domainOf(each).toLowerCase()),
  );
  const domains = logs.domains.filter(({ name }) => names.has(name.toLowerCase()));
  const refusals = refusalsOf(flows);
  return {
    domains: callNames(namesOf(flows), listedNames(exports)),
    blocked: domains.reduce((sum, { blocked }) => sum + blocked, 0),
    circumstances: {
      tenant: { exports },
      logs: {
        domains,
        senders: logs.senders.filter(({ name }) => senders.has(name)),
        remoteHosts: [
          ...new Set(flows.flatMap(({ remoteHosts }) => remoteHosts.map(({ name }) => name))),
        ].sort(),
        connectors: [...new Set(flows.flatMap(({ connector }) => connector ?? []))].sort(),
        flows,
        firstHit: refusals?.first.at,
        refusals,
        codes: [...new Set(flows.flatMap(({ codes }) => codes))].sort(),
      },
    },
  };
}

/**
 * What a tenant is called by: the domains of mail that was refused for what the tenant is; where there is none, those of the mailboxes that
 * sent mail on, of its servers, and at last of all its refused mail.
 */
function namesOf(flows: readonly MailFlow[]): string[] {
  const refused = flows.filter(({ blocked }) => blocked > 0);
  const sending = (each: MailFlow) => (each.sender.includes('@') ? [domainOf(each.sender)] : []);
  const tiers = [
    (each: MailFlow) => (each.codes.some((code) => code !== '5.7.750') ? sending(each) : []),
    (each: MailFlow) => forwardersOf(each).map(domainOf),
    ({ server }: MailFlow) => (server?.includes('.') && /[a-z]/i.test(server) ? [server] : []),
    sending,
  ];
  for (const namesIn of tiers) {
    const counts = new Map<string, number>();
    for (const each of refused)
      for (const name of namesIn(each).map(registeredDomain))
        counts.set(name, (counts.get(name) ?? 0) + each.blocked);
    if (counts.size > 0)
      return [...counts]
        .sort(([one, less], [other, more]) => more - less || (one < other ? -1 : 1))
        .map(([name]) => name);
  }
  return [];
}

/** What is refused may be of a domain that is not the tenant's: its own list knows better. */
const callNames = (sending: string[], listed: string[]) =>
  listed.length === 0 || sending.some((name) => listed.includes(name)) ? sending : listed;

/** Domains of the tenant's own list, those that the world knows where there are any. */
function listedNames(exports: readonly TenantExport[]): string[] {
  const names = exports.flatMap((each) =>
    isOfKind(each, 'accepted-domains') ? each.rows.map(({ domain }) => domain) : [],
  );
  const own = names.filter((name) => !isDefaultDomain(name));
  return own.length > 0 ? own : names;
}

function refusalsOf(flows: readonly MailFlow[]): LogFacts['refusals'] {
  const moments = flows.flatMap(({ refusals }) => (refusals ? [refusals.first, refusals.last] : []));
  const byTime = moments.sort((one: MailMoment, other: MailMoment) => one.at - other.at);
  const [first, last] = [byTime[0], byTime.at(-1)];
  return first && last && { first, last };
}
