/** Facts about accounts, mailboxes, roles and applications. */

/** A rule of `Get-InboxRule`. */
export interface InboxRule {
  /** As the export names the mailbox: an address, an alias or an id; undefined where it does not. See `MailboxNames`. */
  readonly mailbox?: string | undefined;
  /** `MailboxOwnerId`, where the export has it. */
  readonly ownerId?: string | undefined;
  readonly name: string;
  readonly enabled: boolean;
  readonly deletes: boolean;
  readonly marksRead: boolean;
  readonly folder?: string | undefined;
  /** Addresses or names to which it forwards or redirects. */
  readonly forwardsTo: readonly string[];
  readonly stops?: boolean | undefined;
  /** Words it looks for, in the subject, body or headers. */
  readonly words?: readonly string[] | undefined;
  /** Senders it is about. */
  readonly from?: readonly string[] | undefined;
  /** False where it takes every mail; undefined where the export does not say it. */
  readonly hasConditions?: boolean | undefined;
}

/** A mailbox of `Get-Mailbox`. */
export interface Mailbox {
  /** Its address, where the export has it. */
  readonly mailbox: string;
  /** What else exports call it: UPN, alias, GUIDs, Entra object id, name; in lower case. */
  readonly ids: readonly string[];
  /** An address or, of a recipient of the own organization, a name; undefined where it does not forward. */
  readonly forwardsTo?: string | undefined;
  readonly keepsCopy: boolean;
  readonly changed?: number | undefined;
}

/** A right of `Get-MailboxPermission` or `Get-RecipientPermission` that was given to somebody else. */
export interface MailboxPermission {
  readonly mailbox: string;
  readonly user: string;
  readonly rights: readonly string[];
}

/** Whether a mailbox may send by SMTP AUTH (`Get-CASMailbox`). */
export interface SmtpAuthMailbox {
  readonly mailbox: string;
  readonly ids: readonly string[];
  /** Undefined: as the organization has it. */
  readonly disabled?: boolean | undefined;
}

/** An account of the authentication methods' registration details. */
export interface Registration {
  readonly user: string;
  readonly userId?: string | undefined;
  readonly isAdmin?: boolean | undefined;
  readonly hasMfa: boolean;
  readonly methods?: readonly string[] | undefined;
}

/** A method with which an account can sign in (`Get-MgUserAuthenticationMethod`). */
export interface AuthenticationMethod {
  readonly user: string;
  /** Such as `phone`, `microsoftAuthenticator`, `password`. */
  readonly method: string;
  readonly created?: number | undefined;
  /** A device's name or a telephone number. */
  readonly detail?: string | undefined;
}

/** Whether an account can be signed in to (`Get-MgUser`). */
export interface AccountState {
  readonly user: string;
  readonly userId?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** Sessions from before are revoked. */
  readonly sessionsFrom?: number | undefined;
  readonly passwordChanged?: number | undefined;
}

/** A conditional access policy. */
export interface AccessPolicy {
  readonly name: string;
  readonly state: 'enabled' | 'disabled' | 'report-only';
  readonly requiresMfa?: boolean | undefined;
  readonly blocks?: boolean | undefined;
  /** Roles by name or template id, users and apps by id, or `All`. */
  readonly includeRoles?: readonly string[] | undefined;
  readonly includeUsers?: readonly string[] | undefined;
  readonly includeApps?: readonly string[] | undefined;
  readonly excludeUsers?: readonly string[] | undefined;
  readonly excludeRoles?: readonly string[] | undefined;
  readonly created?: number | undefined;
  readonly changed?: number | undefined;
}

/** Whether security defaults ask every administrator for MFA. */
export interface SecurityDefaults {
  readonly enabled: boolean;
}

export type PrincipalType = 'user' | 'app' | 'group';

/** A member of a role group or directory role. */
export interface RoleMember {
  /** As the export names the role; undefined where it does not, as `Get-RoleGroupMember` alone. */
  readonly role?: string | undefined;
  /** Whether the role is one of those that make an administrator, see `privilegedRoles`. */
  readonly isPrivileged: boolean;
  /** Whether it may change connectors and transport rules. */
  readonly managesExchange: boolean;
  /** Undefined where nobody can tell. */
  readonly principal?: PrincipalType | undefined;
  /** All that the export calls the member: addresses, alias, name; in lower case. */
  readonly names: readonly string[];
  readonly id?: string | undefined;
  /** True where the role must be activated first (PIM). */
  readonly eligible?: boolean | undefined;
}

/** An application's service principal (`Get-MgServicePrincipal`). */
export interface ServicePrincipal {
  readonly name: string;
  readonly id?: string | undefined;
  readonly appId?: string | undefined;
  readonly enabled?: boolean | undefined;
  /** `Application`, `ManagedIdentity`, `Legacy`, `SocialIdp`. */
  readonly type?: string | undefined;
  readonly publisher?: string | undefined;
  readonly verifiedPublisher?: string | undefined;
  /** The tenant that the application belongs to. */
  readonly ownerTenant?: string | undefined;
  readonly owners: readonly string[];
  /** Application permissions, such as `Mail.Send` or `Exchange.ManageAsApp`. */
  readonly appRoles: readonly string[];
  /** Directory roles that it holds. */
  readonly roles: readonly string[];
  /** When its newest secret or certificate was added. */
  readonly credentialAdded?: number | undefined;
  readonly created?: number | undefined;
}

/** Permissions that an application was given: delegated ones by consent, or as application roles. */
export interface AppPermission {
  /** Its name, or its id where the export has no name. */
  readonly app: string;
  /** Ids of the service principal and the application. */
  readonly ids: readonly string[];
  readonly type: 'delegated' | 'application';
  readonly permissions: readonly string[];
  /** The API, such as `Microsoft Graph`. */
  readonly resource?: string | undefined;
  /** Who consented: an administrator for everybody, or one user for himself. */
  readonly consent?: 'everybody' | 'user' | undefined;
  readonly user?: string | undefined;
  readonly publisher?: string | undefined;
  readonly created?: number | undefined;
}
