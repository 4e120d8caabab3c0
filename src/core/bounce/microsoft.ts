import { fieldsNamed, type Stated } from '../mail/fields';

/** Servers of Exchange Online, its transport and its mailboxes, in whatever national cloud. */
const server = /\.(?:(?:prod|protection|partner)\.outlook\.[a-z.]{2,20}|protection\.office365\.us)\.?$/i;

/** True for the name of a server of Exchange Online. Anybody may call a server so: it is a hint, no proof. */
export function isExchangeOnline(host: string | undefined): boolean {
  return host !== undefined && server.test(host);
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
