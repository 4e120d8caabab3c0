import { type Culprit, findCulprit, unknown } from '../../bounce/culprit';
import type { Recipient } from '../../bounce/deliveryStatus';
import { isExchangeOnline } from '../../bounce/microsoft';
import { type Ndr, ndrOfMail } from '../../bounce/ndr';
import { dateOf } from '../../bounce/received';
import { visibleText } from '../../code/printable';
import { firstStatusCode, hasStatusCode } from '../../code/statusCode';
import { looksLikeMessage } from '../../files/mailFile';
import { fieldNamed } from '../../mail/fields';
import { readMail } from '../../mail/readMail';
import { codePlaces, scanWhole } from '../../search/messageScan';
import type { BounceOrigin, LogEvent, Moment } from '../formats/event';
import { ownText } from '../formats/ownText';

/**
 * What a mail says about an incident: a bounce is one blocked mail for each code in it, however often it names that, with the
 * recipients whom that code refused and the sender that the mail itself proves; any other mail with a code is not about a mail of its own.
 * @param firstLine number of the line at which the mail begins in its file
 * @returns nothing for a mail without a code
 */
export function bounceEvents(file: string, text: string, firstLine = 1): LogEvent[] {
  const mail = readMail(text);
  const found = looksLikeMessage(text) ? codePlaces(mail) : scanWhole(text);
  const [first] = found;
  if (!first) return [];
  const hits = found.map(({ code, line, column }) => ({ code, line: line + firstLine - 1, column }));
  const ndr = ndrOfMail(mail);
  const refused = refusedBy(ndr.recipients);
  const [main = { code: first.code, recipients: ndr.recipients }, ...further] = refused;
  const about = aboutAll(ndr, refused.length > 0);
  return [main, ...further].flatMap(({ code, recipients }) => {
    const isMain = code === main.code;
    const isOther = (each: string) => further.some((other) => other.code === each);
    const own = hits.filter((hit) => (isMain ? !isOther(hit.code) : hit.code === code));
    const [place] = own;
    if (!place) return [];
    const { diagnostic, recipient, remoteHost } = saidOf(recipients);
    // A second spread takes V8 as long as reading the header.
    return [{ ...about, diagnostic, recipient, remoteHost, file, line: place.line, hits: own, code }];
  });
}

/** What holds of the whole bounce. */
function aboutAll(ndr: Ndr, isRefusal: boolean) {
  const { original, status } = ndr;
  // The text is read only where no field says it.
  const server = status?.reportingMta?.value ?? ndr.generatingServer?.value;
  const culprit = findCulprit(ndr);
  return {
    format: 'message',
    // Servers write to people about other things too.
    outcome: ndr.kind === 'unknown' || (ndr.kind === 'server-notice' && !isRefusal) ? 'other' : 'blocked',
    moment: momentOf(ndr),
    sender: kept(stated(culprit.envelopeSender) ?? stated(culprit.headerSender)),
    messageId: kept(original?.messageId?.value),
    record: kept(ndr.messageId?.value),
    queueId: kept(fieldNamed(status?.fields ?? [], 'x-postfix-queue-id')?.value),
    // What bounces within Exchange Online was relayed by nobody.
    server: isExchangeOnline(server) ? undefined : kept(server),
    origin: ndr.kind === 'unknown' ? undefined : originOf(culprit),
  } as const;
}

function originOf({ path, headerSender, account, server }: Culprit): BounceOrigin {
  return {
    path: stated(path),
    headerSender: kept(stated(headerSender)),
    account: kept(stated(account)),
    handedInBy: kept(stated(server)),
  };
}

function stated<Value extends string>(found: { readonly value: Value } | typeof unknown): Value | undefined {
  return found === unknown ? undefined : found.value;
}

/** What holds of some recipients. */
function saidOf(recipients: readonly Recipient[]) {
  const said = recipients.find(({ diagnostic }) => diagnostic && hasStatusCode(diagnostic.value));
  return {
    diagnostic: kept(said?.diagnostic && visibleText(said.diagnostic.value)),
    recipient: kept(recipientsOf(recipients.map(({ final, original }) => (original ?? final)?.value))),
    remoteHost: kept(recipients[0]?.remoteMta?.value),
  };
}

/** An event outlives its mail. */
function kept(text: string | undefined): string | undefined {
  return text && ownText(text);
}

/** The recipients by the code that refused them, in the order of the bounce. */
function refusedBy(recipients: readonly Recipient[]): { code: string; recipients: Recipient[] }[] {
  const byCode = new Map<string, Recipient[]>();
  for (const recipient of recipients) {
    const { status, diagnostic } = recipient;
    const said = firstStatusCode(`${status?.value ?? ''} ${diagnostic?.value ?? ''}`);
    if (!said) continue;
    const same = byCode.get(said.code);
    if (same) same.push(recipient);
    else byCode.set(said.code, [recipient]);
  }
  return [...byCode].map(([code, each]) => ({ code, recipients: each }));
}

/**
 * The bounce's own date, which names its zone, or that of the mail that came back where somebody forwarded it; where there is none,
 * when the server that reports had that mail, or the last one on its way. In UTC.
 */
function momentOf({ time, isForwarded, original, status }: Ndr): Moment | undefined {
  const own = isForwarded ? dateOf(original?.date?.value ?? '') : time;
  const stated =
    own ??
    dateOf(status?.arrivalDate?.value ?? '') ??
    original?.received.findLast(({ date }) => date !== undefined)?.date;
  const at = stated === undefined ? Number.NaN : Date.parse(stated);
  return stated === undefined || Number.isNaN(at) ? undefined : { time: stated, at, assumed: [] };
}

/** A bounce may name a thousand recipients. */
const mostRecipients = 10;

function recipientsOf(addresses: readonly (string | undefined)[]): string | undefined {
  const known = addresses.filter((address) => address !== undefined);
  return known.length === 0 ? undefined : known.slice(0, mostRecipients).join('; ');
}
