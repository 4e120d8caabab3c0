import { fieldsNamed, type Stated } from '../mail/fields';

/**
 * Servers of Exchange Online in whatever national cloud: transport and mailboxes (`prod.outlook.com`, forests such as
 * `apcprd01.prod.exchangelabs.com`), the hosts of MX records (`mail.protection.outlook.com`, `mx.microsoft`, a tenant's
 * `mail.onmicrosoft.com`), and the ones that clients are told to use (`smtp.office365.com`).
 */
const server =
  /(?:^|\.)(?:outlook\.com|(?:prod|protection|partner)\.outlook\.[a-z.]{2,20}|prod\.exchangelabs\.com|(?:outlook|protection|smtp)\.office365\.(?:com|us)|(?:outlook|smtp|protection)\.partner\.outlook\.cn|mx\.microsoft|onmicrosoft\.(?:com|us|de)|partner\.onmschina\.cn)\.?$/i;

/**
 * The same servers without a domain, as message traces name them: a site, a forest or `P` and a number, what the server is
 * for (mailboxes, client access, front end, hub), a number, as in `DB9PR04MB1234` and `SG2APC01HT226`.
 */
const bareServer = /^[a-z]{2}[a-z\d]{0,2}(?:p\d{3}|[a-z]{2,3}\d{2})(?:mb|ca|ft|ht)\d{3,4}$/i;

/** True for the name of a server of Exchange Online. Anybody may call a server so: it is a hint, no proof. */
export function isExchangeOnline(host: string | undefined): boolean {
  return host !== undefined && (server.test(host) || bareServer.test(host));
}

/** Fields in which Exchange says whose message it is and how it came. */
const attributeNames =
  /^(?:x-originatororg|x-ms-exchange-(?:crosstenant|crosspremises|organization)-[\w-]{1,80}|x-ms-exchange-(?:senderadcheck|inbox-rules-loop|generated-message-source))$/i;

/** The tenant, connector and authentication fields of Exchange, in the order of the mail. */
export function exchangeAttributes(fields: readonly Stated[]): Stated[] {
  return fields.filter(({ field }) => attributeNames.test(field));
}

export function authenticationResults(fields: readonly Stated[]): Stated[] {
  return fieldsNamed(fields, 'authentication-results');
}
