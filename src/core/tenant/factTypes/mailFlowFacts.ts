/**
 * Facts about how mail flows: domains, connectors, transport rules, policies, lists. In all facts, what is undefined the
 * export does not say, and times are milliseconds since 1970.
 */

/** A domain of `Get-AcceptedDomain`, `Get-MgDomain` or the admin centers. */
export interface AcceptedDomain {
  readonly domain: string;
  readonly type?: DomainType | undefined;
  readonly matchSubDomains: boolean;
  /** True where the domain is not verified yet, or is being added or removed. */
  readonly pending: boolean;
  /** What it waits for, where the export says it: `PendingCompletion`, `PendingRemoval`, or its verification. */
  readonly pendingFor?: 'completion' | 'removal' | 'verification' | undefined;
  /** True where mail from its addresses is switched off (`SendingFromDomainDisabled`). */
  readonly sendingDisabled: boolean;
}

export type DomainType = 'authoritative' | 'internal-relay' | 'external-relay';

interface Connector {
  readonly name: string;
  readonly enabled: boolean;
  /** OnPremises connectors may relay through the tenant to the Internet, Partner connectors may not. */
  readonly type?: ConnectorType | undefined;
  /** What made it, such as `Default`, `HybridWizard`, `Migrated`, `AdminUI`. */
  readonly connectorSource?: string | undefined;
  /** Treats the mail of the other side as mail of the own organization (`CloudServicesMailEnabled`). */
  readonly cloudServicesMail?: boolean | undefined;
  readonly comment?: string | undefined;
  readonly guid?: string | undefined;
  readonly created?: number | undefined;
  readonly changed?: number | undefined;
}

export type ConnectorType = 'on-premises' | 'partner';

/** A connector of `Get-InboundConnector`. */
export interface InboundConnector extends Connector {
  /** Without the prefix `smtp:` and the cost. */
  readonly senderDomains?: readonly string[] | undefined;
  readonly senderAddresses?: readonly string[] | undefined;
  /** Name of the certificate that the sending server must show; an empty text for none. */
  readonly certificate?: string | undefined;
  /** Means something for Partner connectors alone, as do the restrictions. */
  readonly requireTls?: boolean | undefined;
  readonly restrictsToAddresses?: boolean | undefined;
  readonly restrictsToCertificate?: boolean | undefined;
  readonly treatsAsInternal?: boolean | undefined;
  /** Own domains that it is limited to. */
  readonly acceptedDomains?: readonly string[] | undefined;
  /** Enhanced filtering looks past the last address (`EFSkipLastIP`), or past these (`EFSkipIPs`). */
  readonly skipsLastAddress?: boolean | undefined;
  readonly skipsAddresses?: readonly string[] | undefined;
}

/** A connector of `Get-OutboundConnector`. */
export interface OutboundConnector extends Connector {
  readonly smartHosts: readonly string[];
  readonly recipientDomains?: readonly string[] | undefined;
  readonly isTransportRuleScoped?: boolean | undefined;
  readonly testMode?: boolean | undefined;
}

/** An account of `Get-BlockedSenderAddress` or of the Restricted entities page. */
export interface BlockedSender {
  readonly address: string;
  readonly reason?: string | undefined;
  readonly created?: number | undefined;
}

/** A connector of `Get-BlockedConnector`. */
export interface BlockedConnector {
  readonly connector: string;
  readonly id?: string | undefined;
  readonly reason?: string | undefined;
  readonly created?: number | undefined;
}

/** A rule of `Get-TransportRule`. */
export interface TransportRule {
  readonly name: string;
  readonly enabled: boolean;
  /** `enforce`, or a test mode in which it does nothing to mail. */
  readonly mode?: 'enforce' | 'audit' | undefined;
  readonly priority?: number | undefined;
  /** Names of headers that it removes. */
  readonly removesHeaders: readonly string[];
  /** Names of headers that it sets. */
  readonly setsHeaders: readonly string[];
  /** The spam confidence level that it sets; -1 keeps mail out of spam filtering. */
  readonly scl?: number | undefined;
  readonly redirectsTo: readonly string[];
  /** BCC, CC, To and moderators: who else gets the mail. */
  readonly copiesTo: readonly string[];
  readonly deletes: boolean;
  /** The outbound connector that it sends mail through. */
  readonly connector?: string | undefined;
  /** Conditions in words, where the export has them. */
  readonly description?: string | undefined;
  readonly createdBy?: string | undefined;
  readonly changedBy?: string | undefined;
  readonly created?: number | undefined;
  readonly changed?: number | undefined;
}

/** A remote domain of `Get-RemoteDomain`. */
export interface RemoteDomain {
  readonly name: string;
  readonly domain: string;
  readonly autoForward?: boolean | undefined;
}

/** A policy of `Get-HostedOutboundSpamFilterPolicy`. A limit of 0 means Microsoft's default. */
export interface OutboundPolicy {
  readonly name: string;
  readonly isDefault?: boolean | undefined;
  readonly enabled?: boolean | undefined;
  /** As Microsoft means it: `Automatic` is off. */
  readonly forwarding?: 'on' | 'off' | undefined;
  readonly externalPerHour?: number | undefined;
  readonly internalPerHour?: number | undefined;
  readonly perDay?: number | undefined;
  /** What happens to a sender above them: `BlockUser`, `BlockUserForToday` or `Alert`. */
  readonly action?: string | undefined;
}

/** `Get-TransportConfig`, what of it concerns sending. */
export interface TransportConfig {
  readonly smtpAuthDisabled?: boolean | undefined;
}

/** A row of the admin center's *Non-accepted domain report*. */
export interface NonAcceptedDomain {
  /** `2026-11-23`, UTC. */
  readonly day?: string | undefined;
  readonly connector?: string | undefined;
  readonly domain: string;
  readonly count: number;
  readonly samples: readonly string[];
}

/** An entry of `Get-TenantAllowBlockListItems`. */
export interface BlockListEntry {
  readonly value: string;
  readonly action: 'block' | 'allow';
  readonly modifiedBy?: string | undefined;
  readonly changed?: number | undefined;
  readonly created?: number | undefined;
  /** Undefined also where it never expires. */
  readonly expires?: number | undefined;
  readonly notes?: string | undefined;
}

/** `Get-LimitsEnforcementStatus`: the tenant's external recipients against its daily limit. */
export interface SendingLimit {
  readonly verdict?: string | undefined;
  readonly enforced?: boolean | undefined;
  readonly threshold?: number | undefined;
  readonly observed?: number | undefined;
}

/** Mails of one sender, sending domain or connector, counted by a query or a report. */
export interface MailCount {
  readonly of: 'sender' | 'domain' | 'connector';
  readonly name: string;
  readonly count: number;
  /** True where mail that came in is counted too, or where nobody can tell. */
  readonly withIncoming: boolean;
  readonly failed?: number | undefined;
  readonly spam?: number | undefined;
  /** Where the mail was handed in from. */
  readonly address?: string | undefined;
  /** What was done to it, of mail that was removed after its delivery. */
  readonly action?: string | undefined;
  readonly first?: number | undefined;
  readonly last?: number | undefined;
}
