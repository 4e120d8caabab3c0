/** What a person reads first of a message, each field as text fit to show (see `printable`), at most 500 units. */
export interface MessageFields {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  /** The Date field as the sender wrote it, zone included (RFC 5322 §3.6.1). */
  readonly date?: string;
  /** The host that wrote the delivery status, from Reporting-MTA (RFC 3464 §2.2.2). */
  readonly reportingMta?: string;
}
