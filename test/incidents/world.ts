import type * as model from './model';
import { day, type Host, hour, type Mail, minute, type Place, second, type User } from './model';
import { abroad, companies, correspondents, freemail, homes, people } from './names';
import type { Random } from './random';

/** The own server that hands mail to Exchange Online. */
export interface Relay extends Host {
  readonly software: 'postfix' | 'exchange' | 'exim' | 'sendmail';
}

/** Everything that is so in a made-up tenant, before any of it is written into files. */
export class World {
  readonly company: string;
  readonly domain: string;
  readonly initialDomain: string;
  readonly home: Place;
  readonly officeIp: string;
  readonly users: User[];
  readonly admins: readonly User[];
  readonly relay: Relay;
  /** The host of Exchange Online that the own server talks to. */
  readonly smartHost: Host;
  /** When mail was refused first, and when the files were collected. */
  readonly blockedFrom: number;
  readonly until: number;
  /** When the message traces begin. */
  readonly since: number;

  readonly mails: Mail[] = [];
  readonly signIns: model.SignIn[] = [];
  readonly audit: model.AuditEvent[] = [];
  readonly inbound: model.InboundConnector[] = [];
  readonly outbound: model.OutboundConnector[] = [];
  readonly accepted: model.AcceptedDomain[] = [];
  readonly rules: model.InboxRule[] = [];
  readonly forwardings: model.Forwarding[] = [];
  readonly permissions: { mailbox: User; user: string; rights: readonly string[] }[] = [];
  readonly restricted: { address: string; reason: string; time: number }[] = [];
  readonly blockedConnectors: { connector: model.InboundConnector; time: number }[] = [];
  readonly transportRules: model.TransportRule[] = [];
  readonly apps: model.App[] = [];
  readonly roles: model.RoleMember[] = [];
  readonly subscriptions: model.Subscription[] = [];
  readonly health: model.HealthIssue[] = [];
  readonly blockEntries: model.BlockEntry[] = [];
  readonly receiveConnectors: model.ReceiveConnector[] = [];
  /** Lines of `postconf`; empty where nobody asked. */
  readonly postconf: [string, string][] = [];
  /** Domains of the directory that are not verified yet. */
  readonly unverifiedDomains: string[] = [];
  /** Lines of failed logins in the relay's log. */
  readonly failedLogins: { time: number; ip: string }[] = [];
  /** Mail that could not leave for a while, by the time of each try. */
  readonly deferrals: { mail: Mail; time: number; text: string }[] = [];
  forwardingMode: 'Automatic' | 'On' | 'Off' = 'Automatic';
  /** Accounts without a second factor. */
  readonly withoutMfa = new Set<string>();
  /** Names that must not be accused, and names that may be. */
  readonly innocents = new Set<string>();
  readonly neutral = new Set<string>();
  readonly partners: readonly string[];

  private readonly addresses: string[];

  constructor(
    readonly random: Random,
    software: Relay['software'],
  ) {
    this.addresses = random.shuffled(documentationAddresses());
    this.company = random.pick(companies);
    this.domain = `${this.company}.example`;
    this.initialDomain = `${this.company}.onmicrosoft.com`;
    this.home = random.pick(homes);
    this.officeIp = this.address();
    this.users = random
      .sample(people, random.int(8, 13))
      .map(([first, last]) => this.person(`${first} ${last}`, `${first}.${last}`.toLowerCase()));
    this.admins = this.users.slice(0, random.int(1, 2));
    this.partners = random.sample(correspondents, random.int(7, 11));
    const server = { postfix: 'mail01', exchange: 'EX01', exim: 'mx1', sendmail: 'gate' }[software];
    this.relay = {
      software,
      name: server,
      fqdn: `${server.toLowerCase()}.${this.domain}`,
      ip: `10.1.2.${random.int(9, 30)}`,
    };
    this.smartHost = {
      name: `${this.company}-example`,
      fqdn: `${this.company}-example.mail.protection.outlook.com`,
      ip: `52.101.${random.int(60, 90)}.${random.int(1, 30)}`,
    };
    this.blockedFrom =
      weekday(Date.UTC(2026, 8, 7) + random.int(0, 73) * day) +
      random.int(8 * 60, 15 * 60) * minute +
      random.int(1, 50) * second;
    this.since = this.blockedFrom - 8 * day;
    this.until = this.blockedFrom + random.int(6, 30) * hour;
  }

  /** An address of the documentation ranges that stands for one host or line alone. */
  address(): string {
    const next = this.addresses.pop();
    if (next === undefined) throw new RangeError('No address is left.');
    return next;
  }

  abroad(): Place {
    return this.random.pick(abroad.filter(({ country }) => country !== this.home.country));
  }

  person(name: string, local: string): User {
    const { random } = this;
    const id = random.guid();
    return {
      name,
      address: `${local}@${this.domain}`,
      objectName: local,
      id,
      homeIp: this.address(),
    };
  }

  host(name: string, ip?: string): Host {
    return {
      name,
      fqdn: `${name.toLowerCase()}.${this.domain}`,
      ip: ip ?? `10.1.${this.random.int(3, 9)}.${this.random.int(10, 240)}`,
    };
  }

  /** Somebody at another organisation. */
  outsider(): string {
    const { random } = this;
    const [first, last] = random.pick(people);
    const local = `${first.slice(0, random.int(1, 5))}.${last}`.toLowerCase();
    return `${local}@${random.pick(this.partners)}`;
  }

  /** Somebody nobody here knows. */
  stranger(): string {
    const { random } = this;
    const [first, last] = random.pick(people);
    return `${first}${last}${random.int(1, 999)}@${random.pick(freemail)}`.toLowerCase();
  }

  /** A host as Exchange Online names its own. */
  cloudServer(): string {
    const { random } = this;
    return `${random.pick(['AM0PR', 'DB9PR', 'PAXPR', 'VI1PR'])}0${random.int(1, 9)}MB${random.int(1000, 9999)}`;
  }

  /** What this tenant may send as, by its accepted domains. */
  isOwn(address: string): boolean {
    const domain = domainOf(address);
    return this.accepted.some(({ name }) => name === domain);
  }
}

/** The same day, or the Monday after it. */
function weekday(midnight: number): number {
  const date = new Date(midnight).getUTCDay();
  return midnight + (date === 6 ? 2 * day : date === 0 ? day : 0);
}

export const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function documentationAddresses(): string[] {
  return ['192.0.2', '198.51.100', '203.0.113'].flatMap((net) =>
    Array.from({ length: 250 }, (_, index) => `${net}.${index + 2}`),
  );
}
