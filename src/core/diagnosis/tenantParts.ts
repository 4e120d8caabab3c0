import { domainOf } from '../bounce/address';
import type { Circumstances } from '../findings/rule';
import type { LogFacts, MailFlow, MailMoment } from '../logs/figures/logFacts';
import type { TenantExport } from '../tenant/facts';
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
 * common, be it a domain, a server, the tenant's own host at Exchange Online, or a trace.
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
  const tenants = links.tenantRoots();
  const refused = [...flows]
    .map(([root, each]) => ({
      root,
      flows: each,
      blocked: each.reduce((sum, flow) => sum + flow.blocked, 0),
    }))
    .filter(({ root, blocked }) => blocked > 0 && tenants.has(root))
    .sort((one, other) => other.blocked - one.blocked || (one.root < other.root ? -1 : 1));
  if (refused.length < 2) return undefined;
  const exportsOf = exportOwners(
    tenant,
    (domain) => links.rootOfDomain(domain),
    new Set(refused.map(({ root }) => root)),
  );
  const parts = refused.slice(0, mostParts).map((each) => partOf(each.flows, logs, exportsOf(each.root)));
  return { count: refused.length, parts };
}

function partOf(flows: readonly MailFlow[], logs: LogFacts, exports: readonly TenantExport[]): TenantPart {
  const senders = new Set(flows.map(({ sender }) => sender));
  const names = new Set(
    [...senders].filter((each) => each.includes('@')).map((each) => domainOf(each).toLowerCase()),
  );
  const domains = logs.domains.filter(({ name }) => names.has(name.toLowerCase()));
  const refusals = refusalsOf(flows);
  return {
    domains: namesOf(flows),
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

function refusalsOf(flows: readonly MailFlow[]): LogFacts['refusals'] {
  const moments = flows.flatMap(({ refusals }) => (refusals ? [refusals.first, refusals.last] : []));
  const byTime = moments.sort((one: MailMoment, other: MailMoment) => one.at - other.at);
  const [first, last] = [byTime[0], byTime.at(-1)];
  return first && last && { first, last };
}
