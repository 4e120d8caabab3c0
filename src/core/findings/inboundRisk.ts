import type { InboundConnector } from '../tenant/factTypes/mailFlowFacts';
import type { DomainSet } from './domainNames';
import { isWideRange } from './ranges';

/**
 * Only connectors of type OnPremises may relay through the tenant to the Internet; RequireTls and the restrictions of a Partner
 * connector only make it stricter (https://learn.microsoft.com/powershell/module/exchangepowershell/new-inboundconnector).
 */
export function mayRelay({ enabled, type }: InboundConnector): boolean {
  return enabled && type !== 'partner';
}

/** True where the export says that neither a certificate nor a bounded list of addresses tells who sends. */
export function isUnrestricted(connector: InboundConnector): boolean {
  const { type, certificate, senderAddresses, requireTls } = connector;
  if (!mayRelay(connector) || certificate !== '' || senderAddresses === undefined) return false;
  // Where the export does not say the type, forced TLS is the mark of a partner's.
  if (type === undefined && requireTls === true) return false;
  return senderAddresses.length === 0 || senderAddresses.some(isWideRange);
}

export const isWildcard = ({ senderDomains }: InboundConnector) =>
  senderDomains?.some((domain) => domain === '*') ?? false;

/** True for what Microsoft's Hybrid Configuration Wizard made, whoever ran it again. */
export const isOfHybridWizard = ({ connectorSource }: Pick<InboundConnector, 'connectorSource'>) =>
  /^hybridwizard$/i.test(connectorSource ?? '');

/**
 * True where the sending server shows a certificate of a name that is no accepted domain. Certificates of mail filters and signature
 * services are like that too.
 */
export function hasForeignCertificate(
  { certificate }: InboundConnector,
  own: DomainSet | undefined,
): boolean {
  const name = certificateName(certificate);
  return own !== undefined && name !== '' && !own.covers(name);
}

/** `*.contoso.com`, or the subject of a certificate: `<I>CN=…<S>CN=mail.contoso.com, O=…`. */
function certificateName(certificate = ''): string {
  const subject = certificate.slice(Math.max(0, certificate.lastIndexOf('<S>')));
  const name = /CN=([^,<]{1,255})/i.exec(subject)?.[1] ?? subject;
  return name.trim().replace(/^\*\./, '').toLowerCase();
}

/** Settings by which the other side's mail passes for the organization's own, where the Hybrid Wizard did not set them. */
export function trustedSettings(connector: InboundConnector): string[] {
  if (isOfHybridWizard(connector)) return [];
  const { treatsAsInternal, cloudServicesMail, skipsLastAddress, skipsAddresses = [] } = connector;
  return [
    ...(treatsAsInternal ? ['TreatMessagesAsInternal'] : []),
    ...(cloudServicesMail ? ['CloudServicesMailEnabled'] : []),
    ...(skipsLastAddress ? ['EFSkipLastIP'] : []),
    ...(skipsAddresses.some(isWideRange) ? ['EFSkipIPs'] : []),
  ];
}
