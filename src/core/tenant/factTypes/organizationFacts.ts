/** Facts about the organization as a customer of Microsoft: auditing, health, licences. */

/** Whether what happens in the tenant is logged. */
export interface AuditConfig {
  /** False where an empty audit log proves nothing. */
  readonly enabled: boolean;
}

/** An issue of the service health dashboard (`Get-MgServiceAnnouncementIssue`). */
export interface ServiceIssue {
  readonly id: string;
  readonly title: string;
  readonly service?: string | undefined;
  readonly feature?: string | undefined;
  /** `incident` or `advisory`. */
  readonly classification?: string | undefined;
  /** Such as `serviceRestored`, `investigating`. */
  readonly status?: string | undefined;
  readonly isResolved?: boolean | undefined;
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly changed?: number | undefined;
  readonly description?: string | undefined;
}

/** Licences of a kind (`Get-MgSubscribedSku`) or a subscription (`Get-MgDirectorySubscription`). */
export interface Subscription {
  /** The SKU's part number, such as `O365_BUSINESS_PREMIUM`. */
  readonly sku: string;
  /** In lower case: `enabled`, `warning`, `suspended`, `lockedout`, `deleted`. */
  readonly state?: string | undefined;
  readonly isTrial?: boolean | undefined;
  readonly licences?: number | undefined;
  readonly used?: number | undefined;
  /** When its state changes next: a renewal, or the end. */
  readonly nextLifecycle?: number | undefined;
  readonly created?: number | undefined;
}
