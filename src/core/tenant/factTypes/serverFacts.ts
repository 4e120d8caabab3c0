/** Facts about own servers. */

/** A connector of `Get-ReceiveConnector` on Exchange Server. */
export interface ReceiveConnector {
  readonly name: string;
  readonly enabled: boolean;
  readonly anonymous: boolean;
  /** True where everybody who reaches it is taken for an internal server. */
  readonly externallySecured: boolean;
  readonly ranges: readonly string[];
}

/** The right to relay to anywhere, given to those who do not sign in (`Get-ADPermission`). */
export interface RelayPermission {
  readonly connector: string;
  readonly user: string;
}

/** A parameter of `postconf -n`. */
export interface PostfixSetting {
  readonly parameter: string;
  readonly value: string;
}
