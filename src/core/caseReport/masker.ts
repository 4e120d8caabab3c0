import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** Marks the place of a pseudonym while the rest is still being looked at; in no text that means something. */
const opening = '\u{f0000}';
const closing = '\u{f0001}';

const domainAfter = /(?:\[[0-9a-z:.]+\]|[\p{L}\p{N}_-]+(?:\\?\.[\p{L}\p{N}_-]+)*)/iuy;
const hostName = /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]+(?:\\?\.[\p{L}\p{N}_-]+)+/gu;
const ipv4 = /(?<!\d)(?<!\d\.)\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g;
const ipv6 = /(?<![\p{L}\p{N}_])[0-9a-f:][0-9a-f:.]{2,}/giu;
/** Longest name in the DNS (RFC 1035 §2.3.4). */
const longestDomain = 253;
const subjectField =
  /((?:^|[^\p{L}\p{N}])(?:message[ _-]?|header[ _-]?)?(?:subject|betreff|oggetto)["']?\s*[:=]\s*)("(?:[^"\\\n]|\\.)+"|[^"\s][^\r\n]*)/giu;
/** What a log writes before an address without a blank. */
const keyBefore =
  /^(?:from|to|orig_to|addr|address|sender|recipient|rcpt|mail|user|smtp|cc|bcc|reply-to|return-path)=/i;
/** Shortest subject that is also recognized outside its field. */
const shortestSubject = 8;

/**
 * Puts pseudonyms in place of mail addresses, their domains, IP addresses and subjects. The same value always gets the same
 * one; domains that were learned are also recognized alone, and as the end of a host's name.
 */
export class Masker {
  private readonly users = new Map<string, string>();
  private readonly domains = new Map<string, string>();
  private readonly addresses = new Map<string, string>();
  private readonly subjects = new Map<string, string>();
  private readonly known = new Set<string>();
  private readonly knownSubjects = new Set<string>();

  /** Takes note of the domains and subjects in a text, so that they are recognized in every other. */
  learn(text: string): void {
    const plain = withoutEntities(text);
    for (const { domain } of addressesIn(plain)) this.learnDomain(domain);
    for (const [, , value = ''] of plain.matchAll(subjectField)) {
      const subject = subjectOf(value);
      if (subject.length >= shortestSubject) this.knownSubjects.add(subject);
    }
  }

  learnDomain(name: string): void {
    if (name.includes('.') && !name.startsWith('[')) this.known.add(canonicalDomain(name));
  }

  mask(text: string): string {
    const masked: string[] = [];
    const hide = (pseudonym: string) => `${opening}${masked.push(pseudonym) - 1}${closing}`;
    let rest = withoutEntities(text).replaceAll(opening, '').replaceAll(closing, '');
    rest = rest.replace(
      subjectField,
      (_, before: string, value: string) => before + hide(this.subject(subjectOf(value))),
    );
    for (const subject of [...this.knownSubjects].sort((one, other) => other.length - one.length))
      if (rest.includes(subject)) rest = rest.replaceAll(subject, () => hide(this.subject(subject)));
    rest = this.maskAddresses(rest, hide);
    rest = rest.replace(ipv6, (token: string, offset: number, whole: string) => {
      const address = isIP(token) === 6 ? token : token.replace(/[:.]+$/, '');
      // `[Math]::Abs` is no address.
      const goesOn = address === token && /[\p{L}\p{N}_]/u.test(whole[offset + token.length] ?? '');
      if (isIP(address) !== 6 || isNobodys(address) || goesOn) return token;
      return hide(this.ip(address)) + token.slice(address.length);
    });
    rest = rest.replace(ipv4, (token) =>
      isOctets(token) && !isNobodys(token) ? hide(this.ip(token)) : token,
    );
    rest = rest.replace(hostName, (token) => (this.isKnown(token) ? hide(this.domain(token)) : token));
    return rest.replace(/\u{f0000}(\d+)\u{f0001}/gu, (_, index: string) => masked[Number(index)] ?? '');
  }

  private maskAddresses(text: string, hide: (pseudonym: string) => string): string {
    let shown = '';
    let from = 0;
    for (const { start, end, local, domain } of addressesIn(text)) {
      shown += text.slice(from, start) + hide(`${this.user(local, domain)}@${this.domain(domain)}`);
      from = end;
    }
    return shown + text.slice(from);
  }

  private user(local: string, domain: string): string {
    return named(
      this.users,
      `${local.replaceAll('\\', '')}@${canonicalDomain(domain)}`.toLowerCase(),
      'user',
    );
  }

  /** A name below a known domain stays below its pseudonym: whether it is a subdomain often is the point. */
  private domain(name: string): string {
    if (name.startsWith('[')) return `[${this.ip(name.slice(1, -1).replace(/^ipv6:/i, ''))}]`;
    const domain = canonicalDomain(name);
    const given = this.domains.get(domain);
    if (given !== undefined) return given;
    const parent = this.parentOf(domain);
    const below = parent === undefined ? 'example' : this.domain(parent);
    const stem = parent === undefined ? 'domain' : 'sub';
    const siblings = [...this.domains.values()].filter(
      (each) => each.startsWith(stem) && each.slice(each.indexOf('.') + 1) === below,
    );
    const pseudonym = `${stem}${siblings.length + 1}.${below}`;
    this.domains.set(domain, pseudonym);
    return pseudonym;
  }

  private isKnown(name: string): boolean {
    const domain = canonicalDomain(name);
    return this.known.has(domain) || this.parentOf(domain) !== undefined;
  }

  private parentOf(domain: string): string | undefined {
    const first = Math.max(0, domain.length - longestDomain - 1);
    for (let dot = domain.indexOf('.', first); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
      const parent = domain.slice(dot + 1);
      if (this.known.has(parent)) return parent;
    }
    return undefined;
  }

  private ip(address: string): string {
    return named(this.addresses, canonicalIp(address), 'ip');
  }

  private subject(text: string): string {
    return named(this.subjects, text, 'subject');
  }
}

interface FoundAddress {
  readonly start: number;
  readonly end: number;
  readonly local: string;
  readonly domain: string;
}

/** Addresses as people, logs and links write them. From the sign outwards, which takes linear time. */
function* addressesIn(text: string): Generator<FoundAddress> {
  let free = 0;
  for (const { 0: sign, index } of text.matchAll(/@|%40|\uff20/gi)) {
    if (index < free) continue;
    const start = startOfLocal(text, free, index);
    domainAfter.lastIndex = index + sign.length;
    const domain = domainAfter.exec(text)?.[0] ?? '';
    if (start === index || domain === '') continue;
    const end = index + sign.length + domain.length;
    yield { start, end, local: text.slice(start, index), domain };
    free = end;
  }
}

function startOfLocal(text: string, free: number, end: number): number {
  if (text[end - 1] === '"') {
    const quote = text.lastIndexOf('"', end - 2);
    const isLocal = quote >= free && !text.slice(quote, end).includes('\n');
    if (isLocal) return quote;
  }
  let start = end;
  while (start > free && /[^\s<>()[\]{},;:"|@\u{f0000}-\u{f0001}]/u.test(text[start - 1] ?? '')) start -= 1;
  const local = text.slice(start, end);
  const before = /^[*_~'`!#$=.-]+/.exec(local)?.[0].length ?? 0;
  const key = keyBefore.exec(local.slice(before))?.[0].length ?? 0;
  const skipped = start + before + key;
  return skipped < end ? skipped : start;
}

/** Characters that Markdown takes for an address's own when they are written as entities. */
function withoutEntities(text: string): string {
  return text
    .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (entity, hex?: string, decimal?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const character = code < 0x7f ? String.fromCharCode(code) : '';
      return /[\w@.:+-]/.test(character) ? character : entity;
    })
    .replace(/&commat;/g, '@')
    .replace(/&period;/g, '.')
    .replace(/&lowbar;/g, '_')
    .replace(/&colon;/g, ':');
}

function subjectOf(value: string): string {
  return value.replace(/^"(.*)"$/, '$1').trim();
}

function named(names: Map<string, string>, key: string, stem: string): string {
  const name = names.get(key) ?? `${stem}${names.size + 1}`;
  names.set(key, name);
  return name;
}

function canonicalDomain(name: string): string {
  const plain = name.replaceAll('\\', '').toLowerCase().replace(/\.$/, '');
  return domainToASCII(plain) || plain;
}

/** One spelling for each address; an IPv4 address mapped into IPv6 is the same host. */
function canonicalIp(address: string): string {
  if (isIP(address) !== 6) return address.split('.').map(Number).join('.');
  const spelled = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(spelled);
  if (!mapped) return spelled;
  const [high, low] = mapped.slice(1).map((part) => Number.parseInt(part, 16));
  return [(high ?? 0) >> 8, (high ?? 0) & 255, (low ?? 0) >> 8, (low ?? 0) & 255].join('.');
}

/** The first and the last of all addresses, which say that a range is the whole Internet. */
function isNobodys(address: string): boolean {
  return /^(?:::|0\.0\.0\.0|255\.255\.255\.255|ffff(?::ffff){7})$/i.test(address);
}

function isOctets(text: string): boolean {
  return text.split('.').every((part) => Number(part) <= 255);
}
