import { hasStatusCode, isStatusCode } from '../code/statusCode';
import type { SubmissionPath } from '../code/submissionPath';
import { fieldNamed, type Stated, stating } from '../mail/fields';
import { addressOf, domainOf } from './address';
import { isExchangeOnline } from './microsoft';
import type { Ndr } from './ndr';
import { addressIn } from './originalMessage';
import type { Hop } from './received';
import type { RuleId } from './rules';

/** What a mail says about who sent it, with the field that says so and the rule by which it was read. */
export interface CulpritFact<Value extends string = string> extends Stated {
  readonly value: Value;
  readonly rule: RuleId;
}

export const unknown = 'unknown';

/** Who was blocked. `unknown` stands wherever the mail does not say. */
export interface Culprit {
  /** P1, the address in the envelope (RFC 5321). */
  readonly envelopeSender: CulpritFact | typeof unknown;
  /** P2, the address in the From field (RFC 5322). */
  readonly headerSender: CulpritFact | typeof unknown;
  /** A sending domain that nothing in the mail shows to be one of the organization's. */
  readonly domain: CulpritFact | typeof unknown;
  /** The account that handed the message in. */
  readonly account: CulpritFact | typeof unknown;
  /** The server or device from which Exchange Online had the message. */
  readonly server: CulpritFact | typeof unknown;
  readonly path: CulpritFact<SubmissionPath> | typeof unknown;
}

/**
 * Reads who sent the message that a bounce is about. Each answer comes from the first rule that has one.
 * A mail that is no bounce tells nothing.
 */
export function findCulprit(ndr: Ndr): Culprit {
  if (ndr.kind === 'unknown') return nobody;
  const envelopeSender = findEnvelopeSender(ndr);
  const headerSender = ruled('from-field', ndr.original?.from);
  return {
    envelopeSender: envelopeSender ?? unknown,
    headerSender: headerSender ?? unknown,
    domain: findDomain(ndr, [envelopeSender, headerSender]) ?? unknown,
    account: findAccount(ndr) ?? unknown,
    server: findServer(ndr) ?? unknown,
    path: findPath(ndr, envelopeSender) ?? unknown,
  };
}

/** What can be said of a mail that is no bounce. */
const nobody: Culprit = {
  envelopeSender: unknown,
  headerSender: unknown,
  domain: unknown,
  account: unknown,
  server: unknown,
  path: unknown,
};

function ruled(rule: RuleId, stated: Stated | undefined): CulpritFact | undefined {
  return stated && { ...stated, rule };
}

function findEnvelopeSender({ original, status, to, isForwarded }: Ndr): CulpritFact | undefined {
  const postfix = fieldNamed(status?.fields ?? [], 'x-postfix-sender');
  // Few servers write it down, and reading the way takes a while.
  const isTraced = () => original?.fields.some(({ value }) => /\(envelope-from /i.test(value)) ?? false;
  const trace = isTraced() ? original?.received.find((hop) => hop.envelopeFrom !== undefined) : undefined;
  const results = original?.authenticationResults.find(({ value }) => mailFrom(value) !== undefined);
  return (
    ruled('return-path', original?.returnPath) ??
    ruled('postfix-sender', stating(postfix, postfix && addressOf(postfix.value))) ??
    ruled('envelope-from', statedBy(trace, trace?.envelopeFrom)) ??
    ruled('authentication-results', stating(results, results && mailFrom(results.value))) ??
    (isForwarded ? undefined : ruled('bounce-recipient', stating(to, to && addressOf(to.value))))
  );
}

function statedBy(hop: Hop | undefined, value: string | undefined): Stated | undefined {
  return hop && value !== undefined ? { value, field: hop.field, range: hop.range } : undefined;
}

/** `smtp.mailfrom` may hold a bare domain, which is no sender. */
function mailFrom(value: string): string | undefined {
  return addressOf(/smtp\.mailfrom=([^\s;]{1,320})/i.exec(value)?.[1] ?? '');
}

function findDomain(ndr: Ndr, senders: readonly (CulpritFact | undefined)[]): CulpritFact | undefined {
  const own = ownDomains(ndr);
  for (const sender of senders) {
    const domain = sender && domainOf(sender.value);
    if (sender && domain?.includes('.') && !own.has(domain))
      return { ...sender, value: domain, rule: 'sending-domain' };
  }
  return undefined;
}

/** Domains that the mail shows to be the organization's: the tenant's own, and the one Exchange bounces from. */
function ownDomains({ original, from, exchangeMark }: Ndr): Set<string> {
  const tenant = fieldNamed(original?.fields ?? [], 'x-originatororg')?.value.toLowerCase();
  const postmaster = exchangeMark && from && addressOf(from.value);
  const domains = [tenant, postmaster && domainOf(postmaster)];
  return new Set(domains.filter((domain) => domain !== undefined));
}

function findAccount({ original }: Ndr): CulpritFact | undefined {
  const fields = original?.fields ?? [];
  const login = fieldNamed(fields, 'x-authenticated-sender');
  const trace = original?.received.find(({ account }) => account !== undefined);
  const mapi = original?.received.some(isMailboxSubmission);
  const internal = /^internal$/i.test(fieldNamed(fields, 'x-ms-exchange-crosstenant-authas')?.value ?? '');
  return (
    ruled('resent-from', addressIn(fields, 'resent-from')) ??
    ruled('authenticated-sender', stating(login, login && addressOf(login.value))) ??
    ruled('authenticated-sender', statedBy(trace, trace?.account)) ??
    ruled('sender-field', addressIn(fields, 'sender')) ??
    (mapi ? ruled('mailbox-submission', original?.from) : undefined) ??
    (internal ? ruled('auth-as-internal', original?.from) : undefined)
  );
}

/** A mailbox hands a message over by MAPI, within Exchange, whatever program wrote it. */
function isMailboxSubmission({ protocol, by }: Hop): boolean {
  return protocol?.toLowerCase() === 'mapi' && isExchangeOnline(by);
}

function findServer(ndr: Ndr): CulpritFact | undefined {
  const { original, status } = ndr;
  const attributed = fieldNamed(
    original?.fields ?? [],
    'x-ms-exchange-crosstenant-originalattributedtenantconnectingip',
  );
  const helo = /Helo=\[?([^\];\s]{1,255})/i.exec(attributed?.value ?? '')?.[1];
  return (
    ruled('attributed-connector', stating(attributed, helo)) ??
    ruled('refused-server', refusedServer(ndr)) ??
    ruled('handed-over', handedOver(original?.received ?? [])) ??
    ruled('mailbox-server', mailboxServer(original?.received ?? [])) ??
    ruled('received-from-mta', notMicrosoft(status?.receivedFromMta))
  );
}

/** The server that reported, where it is none of Microsoft's and it was Exchange Online that refused its message. */
function refusedServer({ status, recipients }: Ndr): Stated | undefined {
  const byExchangeOnline = recipients.some(
    (recipient) => isExchangeOnline(recipient.remoteMta?.value) || isTenantBlock(recipient),
  );
  return byExchangeOnline ? notMicrosoft(status?.reportingMta) : undefined;
}

/**
 * The same where it is the sender's own tenant that refused it, by a code of the family. With any other code Exchange
 * Online speaks for the recipient, and the server delivered to it as it does to anybody.
 */
function relayingServer(ndr: Ndr): Stated | undefined {
  return ndr.recipients.some(isTenantBlock) ? refusedServer(ndr) : undefined;
}

function isTenantBlock({ status, diagnostic }: Ndr['recipients'][number]): boolean {
  return isStatusCode(status?.value) || hasStatusCode(diagnostic?.value ?? '');
}

function notMicrosoft(stated: Stated | undefined): Stated | undefined {
  return isExchangeOnline(stated?.value) ? undefined : stated;
}

function handedOver(received: readonly Hop[]): Stated | undefined {
  const hop = received.find(
    ({ from, by }) => isExchangeOnline(by) && from !== undefined && !isExchangeOnline(from),
  );
  return statedBy(hop, hop?.from);
}

function mailboxServer(received: readonly Hop[]): Stated | undefined {
  const hop = received.find(isMailboxSubmission);
  return statedBy(hop, hop?.by);
}

interface PathRule {
  readonly path: SubmissionPath;
  readonly rule: RuleId;
  readonly proof: (ndr: Ndr, envelopeSender: CulpritFact | undefined) => Stated | undefined;
}

const field =
  (name: string, says: (value: string) => boolean = () => true) =>
  ({ original }: Ndr) => {
    const found = fieldNamed(original?.fields ?? [], name);
    return found && says(found.value) ? found : undefined;
  };

/** In order: what a program writes into a header outweighs the servers it passed. */
const pathRules: readonly PathRule[] = [
  { path: 'forwarding', rule: 'resent-from', proof: field('resent-from') },
  { path: 'forwarding', rule: 'inbox-rule', proof: field('x-ms-exchange-inbox-rules-loop') },
  {
    path: 'forwarding',
    rule: 'rewritten-sender',
    proof: (_ndr, sender) =>
      sender && /^(?:srs[01][=+-]|[^@]{0,64}\+srs=)/i.test(sender.value) ? sender : undefined,
  },
  {
    path: 'hybrid relay',
    rule: 'from-entity',
    proof: field('x-ms-exchange-crosstenant-fromentityheader', (value) => /^hybridonprem$/i.test(value)),
  },
  {
    path: 'application or device',
    rule: 'authenticated-smtp',
    proof: ({ original }) =>
      stateHop(
        original?.received.find(
          ({ protocol, by }) => isExchangeOnline(by) && /^e?smtps?a$|^esmtpsa$/i.test(protocol ?? ''),
        ),
      ),
  },
  { path: 'application or device', rule: 'mailing-program', proof: field('x-php-originating-script') },
  { path: 'application or device', rule: 'mailing-program', proof: field('list-unsubscribe') },
  {
    path: 'application or device',
    rule: 'mailing-program',
    proof: field('precedence', (value) => /^bulk|^list/i.test(value)),
  },
  { path: 'hybrid relay', rule: 'refused-server', proof: relayingServer },
  {
    path: 'direct submission',
    rule: 'mailbox-submission',
    proof: ({ original }) => stateHop(original?.received.find(isMailboxSubmission)),
  },
  {
    path: 'direct submission',
    rule: 'from-entity',
    proof: field('x-ms-exchange-crosstenant-fromentityheader', (value) => /^hosted$/i.test(value)),
  },
];

function stateHop(hop: Hop | undefined): Stated | undefined {
  return statedBy(hop, hop?.from ?? hop?.by ?? '');
}

function findPath(
  ndr: Ndr,
  envelopeSender: CulpritFact | undefined,
): CulpritFact<SubmissionPath> | undefined {
  for (const { path, rule, proof } of pathRules) {
    const found = proof(ndr, envelopeSender);
    if (found) return { value: path, field: found.field, range: found.range, rule };
  }
  return undefined;
}
