import { domainOf } from '../bounce/address';
import { isExchangeOnline } from '../bounce/microsoft';
import type { LogFacts, MailFlow } from '../logs/figures/logFacts';
import { ServerNames } from '../logs/figures/serverNames';
import { isOfKind, type TenantFacts } from '../tenant/facts';
import { LinkedNames } from './linkedNames';
import { registeredDomain } from './ownDomains';

/** A tenant's own host at Exchange Online, `contoso-example.mail.protection.outlook.com`: its first label is the domain. */
const tenantHost = /^([a-z0-9-]+)\.mail\.protection\.outlook\./i;

/** A domain as it is linked: with what it lies below, in the way that hosts of tenants spell it. */
const domainNode = (domain: string): string => `domain ${registeredDomain(domain).replaceAll('.', '-')}`;

/** What refused mail has in common, and so is of one tenant. */
export class TenantLinks {
  private readonly names = new LinkedNames();
  /** What only a tenant itself has: a domain with a code of tenants, a host of its own, a mailbox that sent mail on. */
  private readonly tenants = new Set<string>();
  /** The first domain of each list of accepted domains, and all of them. */
  private readonly lists = new Set<string>();
  private readonly listed = new Set<string>();
  private readonly servers: ServerNames;
  private readonly hostsByServer = new Map<string, Set<string>>();

  constructor(tenant: TenantFacts, { flows }: LogFacts) {
    this.servers = new ServerNames(flows.flatMap(({ server }) => server ?? []));
    const refused = flows.filter(({ blocked }) => blocked > 0);
    const domains = new Set(refused.map(({ sender }) => nodeOfSender(sender)));
    for (const flow of refused) this.noteHosts(flow, domains);
    this.linkLists(tenant);
    for (const flow of refused) this.linkRefused(flow, domains);
  }

  /** Each list is of one tenant; those of one tenant have a domain in common, at least its first one. */
  private linkLists({ exports }: TenantFacts): void {
    for (const each of exports) {
      if (!isOfKind(each, 'accepted-domains')) continue;
      const nodes = each.rows.map(({ domain }) => domainNode(domain.replace(/^\*\./, '')));
      const [first, ...further] = nodes;
      if (first === undefined) continue;
      this.names.link(first, ...further);
      this.tenants.add(first);
      this.lists.add(first);
      for (const node of nodes) this.listed.add(node);
    }
  }

  /** Of which tenant a flow is; undefined where nothing ties it to anybody. */
  rootOf(flow: MailFlow): string | undefined {
    const [node] = this.nodesOf(flow);
    return node === undefined ? undefined : this.names.rootOf(node);
  }

  rootOfDomain(domain: string): string {
    return this.names.rootOf(domainNode(domain));
  }

  /** The roots of tenants; what has none is of nobody that is known. */
  tenantRoots(): ReadonlySet<string> {
    return new Set([...this.tenants].map((node) => this.names.rootOf(node)));
  }

  /** The roots of tenants whose accepted domains are known, where these are several: one list alone is of whoever was refused. */
  listedRoots(): ReadonlySet<string> {
    const roots = new Set([...this.lists].map((node) => this.names.rootOf(node)));
    return roots.size > 1 ? roots : new Set();
  }

  private noteHosts(flow: MailFlow, domains: ReadonlySet<string | undefined>): void {
    const server = this.serverOf(flow);
    if (server === undefined) return;
    const known = this.hostsByServer.get(server) ?? new Set<string>();
    for (const host of hostsOf(flow, domains)) known.add(host);
    this.hostsByServer.set(server, known);
  }

  private linkRefused(flow: MailFlow, domains: ReadonlySet<string | undefined>): void {
    const hosts = hostsOf(flow, domains);
    const [first, ...others] = [...this.nodesOf(flow), ...hosts];
    if (first !== undefined) this.names.link(first, ...others);
    for (const host of hosts) this.tenants.add(host);
    const own = nodeOfSender(flow.sender);
    if (own !== undefined && flow.codes.some((code) => code !== '5.7.750')) this.tenants.add(own);
    for (const node of forwarderNodes(flow)) this.tenants.add(node);
  }

  /** What ties a flow to others, the surest first. */
  private nodesOf(flow: MailFlow): string[] {
    const { vantage, sender, evidence } = flow;
    const forwarders = forwarderNodes(flow);
    const server = this.serverOf(flow);
    const own = nodeOfSender(sender);
    return [
      ...forwarders,
      // A relay that several tenants share ties none of them together.
      ...(server !== undefined && (this.hostsByServer.get(server)?.size ?? 0) < 2 ? serverNodes(server) : []),
      ...(vantage === 'trace' ? [`trace ${evidence.file}`] : []),
      // A tenant that does not know a domain has not the list in which it stands.
      ...(own !== undefined &&
      forwarders.length === 0 &&
      !(this.lists.size > 1 && this.listed.has(own) && isUnregistered(flow))
        ? [own]
        : []),
    ];
  }

  private serverOf({ server, vantage, origins }: MailFlow): string | undefined {
    const handedInBy = origins.flatMap((each) => each.handedInBy ?? [])[0];
    const name = vantage === 'trace' ? undefined : (server ?? handedInBy);
    return name === undefined || isExchangeOnline(name) ? undefined : this.servers.nameOf(name);
  }
}

const isUnregistered = ({ codes }: MailFlow) => codes.length > 0 && codes.every((code) => code === '5.7.750');

/** A server is of the tenant whose domain it lies in. */
function serverNodes(server: string): string[] {
  const isName = /[a-z]/i.test(server) && server.includes('.');
  return [`server ${server.toLowerCase()}`, ...(isName ? [domainNode(server)] : [])];
}

function nodeOfSender(sender: string): string | undefined {
  return sender.includes('@') ? domainNode(domainOf(sender)) : undefined;
}

/** Mailboxes that sent the mail on: the sender is somebody else. */
export function forwardersOf({ origins }: MailFlow): string[] {
  return origins.flatMap(({ path, account }) =>
    path === 'forwarding' && account?.includes('@') ? [account] : [],
  );
}

const forwarderNodes = (flow: MailFlow) => forwardersOf(flow).map((account) => domainNode(domainOf(account)));

/** Hosts of tenants that refused it; one whose name ends with a domain that sends is that domain's. */
function hostsOf({ remoteHosts }: MailFlow, domains: ReadonlySet<string | undefined>): string[] {
  return remoteHosts.flatMap(({ name }) => {
    const label = tenantHost.exec(name)?.[1]?.toLowerCase();
    if (label === undefined) return [];
    const parts = label.split('-');
    const own = parts.map((_, at) => `domain ${parts.slice(at).join('-')}`).find((node) => domains.has(node));
    return [own ?? `domain ${label}`];
  });
}
