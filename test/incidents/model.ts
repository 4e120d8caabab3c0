import type { Code } from './codes';

/** Milliseconds. */
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

export interface Host {
  /** Without the domain. */
  readonly name: string;
  readonly fqdn: string;
  readonly ip: string;
}

export interface Place {
  readonly city: string;
  readonly state: string;
  readonly country: string;
}

export interface User {
  readonly name: string;
  readonly address: string;
  /** Name of the object in Exchange Online, a GUID where the mailbox was made since November 2022. */
  readonly objectName: string;
  readonly id: string;
  /** Where this person works when not in the office. */
  readonly homeIp: string;
}

/** One mail to one recipient. */
export interface Mail {
  /** Message-ID without its brackets. */
  readonly id: string;
  /** When Exchange Online took or refused it; milliseconds since 1970. */
  readonly time: number;
  /** Envelope sender. */
  readonly from: string;
  /** Address in the From field, where it is another. */
  readonly headerFrom?: string;
  readonly to: string;
  readonly subject: string;
  readonly size: number;
  readonly direction: 'out' | 'in' | 'internal';
  /** `relay`: an own server handed it to Exchange Online; `cloud`: it began there, or came from the outside. */
  readonly via: 'cloud' | 'relay';
  /** The address from which Exchange Online got it. */
  readonly fromIp: string;
  /** What handed it to the own server. */
  readonly client?: Host;
  /** A program on the own server itself handed it in, under this account. */
  readonly local?: { readonly user: string; readonly uid: number };
  /** The smart host that took it, where it was not Exchange Online. */
  readonly through?: Host;
  /** The account of an SMTP login. */
  readonly login?: string;
  /** The connector of Exchange Online it came through. */
  readonly connector?: string;
  /** How long it had waited on the own server. */
  readonly waited?: number;
  /** The own mailbox that forwarded it. */
  readonly forwardedBy?: string;
  /** The header of the program that wrote it. */
  readonly mailer?: string;
  /** Set where it was refused with a code of the family. */
  readonly refused?: Code;
  /** Another outcome than delivery, with its enhanced status and text. */
  readonly failed?: string;
}

export interface SignIn {
  readonly time: number;
  readonly user: string;
  readonly app: string;
  readonly client: string;
  readonly ip: string;
  readonly place: Place;
  /** 0 where it succeeded. */
  readonly error: number;
  readonly reason: string;
  readonly mfa: boolean;
  readonly id: string;
}

/** An entry of the unified audit log. */
export interface AuditEvent {
  readonly time: number;
  readonly operation: string;
  readonly user: string;
  readonly ip: string;
  readonly workload: 'Exchange' | 'AzureActiveDirectory' | 'SharePoint';
  readonly recordType: number;
  readonly object: string;
  readonly parameters?: readonly (readonly [string, string])[];
  readonly more?: Readonly<Record<string, unknown>>;
  readonly id: string;
}

export interface InboundConnector {
  readonly name: string;
  readonly type: 'OnPremises' | 'Partner';
  readonly source: 'HybridWizard' | 'AdminUI' | 'Default';
  readonly senderDomains: readonly string[];
  readonly ips: readonly string[];
  readonly certificate: string | null;
  readonly requireTls: boolean;
  readonly restrictToIps: boolean;
  readonly restrictToCertificate: boolean;
  readonly cloudServicesMail: boolean;
  readonly internal: boolean;
  readonly comment: string;
  readonly created: number;
  readonly changed: number;
  readonly guid: string;
}

export interface OutboundConnector {
  readonly name: string;
  readonly type: 'OnPremises' | 'Partner';
  readonly source: 'HybridWizard' | 'AdminUI';
  readonly recipientDomains: readonly string[];
  readonly smartHosts: readonly string[];
  readonly created: number;
  readonly guid: string;
}

export interface AcceptedDomain {
  readonly name: string;
  readonly type: 'Authoritative' | 'InternalRelay';
  readonly subdomains: boolean;
  readonly isDefault: boolean;
  readonly pending: boolean;
}

export interface InboxRule {
  readonly owner: User;
  readonly name: string;
  readonly folder?: string;
  readonly markRead?: boolean;
  readonly remove?: boolean;
  readonly forwardTo?: readonly string[];
  readonly redirectTo?: readonly string[];
  readonly from?: readonly string[];
  readonly words?: readonly string[];
  readonly stop?: boolean;
}

export interface Forwarding {
  readonly user: User;
  readonly to: string;
  readonly keep: boolean;
  readonly changed: number;
}

export interface TransportRule {
  readonly name: string;
  readonly description: string;
  readonly by: string;
  readonly changed: number;
  readonly removeHeader?: string;
  readonly redirectTo?: readonly string[];
  readonly copyTo?: readonly string[];
}

export interface App {
  readonly name: string;
  readonly appId: string;
  readonly objectId: string;
  readonly created: number;
  /** Of another organisation. */
  readonly foreign: boolean;
  readonly publisher: string;
  /** Permissions of its own, such as `Mail.Send`. */
  readonly roles: readonly string[];
  /** Permissions in the name of users. */
  readonly scopes: readonly string[];
}

export interface RoleMember {
  readonly role: string;
  /** Undefined for an app or a group. */
  readonly user: string | undefined;
  readonly id: string;
}

export interface Subscription {
  readonly sku: string;
  readonly status: 'Enabled' | 'Warning' | 'Suspended' | 'LockedOut';
  readonly trial: boolean;
  readonly created: number;
  readonly next: number;
  readonly licences: number;
}

export interface HealthIssue {
  readonly id: string;
  readonly title: string;
  readonly impact: string;
  readonly service: string;
  readonly feature: string;
  readonly status: string;
  readonly classification: 'incident' | 'advisory';
  readonly start: number;
  readonly end: number | undefined;
}

export interface BlockEntry {
  readonly value: string;
  readonly listType: 'Sender' | 'Url' | 'FileHash';
  readonly by: string;
  readonly changed: number;
  readonly expires: number | undefined;
  readonly notes: string;
}

export interface ReceiveConnector {
  readonly server: string;
  readonly name: string;
  readonly ranges: readonly string[];
  readonly anonymous: boolean;
  readonly relays: boolean;
  readonly created: number;
}
