import { domainToASCII } from 'node:url';

/**
 * A domain as it is compared: lower case, without a dot at its end, an internationalized one in its ASCII form (IDNA,
 * RFC 5890). What is no domain stays as it is, in lower case.
 */
export function comparable(domain: string): string {
  const name = domain.trim().toLowerCase().replace(/\.$/, '');
  if (/^[!-~]*$/.test(name)) return name;
  return domainToASCII(name) || name;
}

/** A domain and all that it lies below, comparable. */
export function withParents(domain: string): string[] {
  const labels = comparable(domain).split('.');
  return labels.map((_, at) => labels.slice(at).join('.'));
}

/** A default domain of a tenant, such as `contoso.onmicrosoft.com` or `contoso.mail.onmicrosoft.com`. */
export function isDefaultDomain(domain: string): boolean {
  return domain.endsWith('.onmicrosoft.com');
}

/** Domains, comparable, asked for together with what lies below them. */
export class DomainSet {
  private readonly names: ReadonlySet<string>;

  constructor(domains: Iterable<string>) {
    this.names = new Set([...domains].map(comparable));
  }

  /** True for one of the domains and for whatever lies below one. */
  covers(domain: string): boolean {
    const name = comparable(domain);
    if (this.names.has(name)) return true;
    for (let at = name.indexOf('.'); at >= 0; at = name.indexOf('.', at + 1))
      if (this.names.has(name.slice(at + 1))) return true;
    return false;
  }
}

/** Shortest part of a name that two domains of one house share. A default: shorter ones are words such as `it` or `web`. */
const shortestPart = 4;

/** The label below the top: `contoso-group` of `mail.contoso-group.example`. Names such as `co.uk` are not told apart. */
function mainLabel(domain: string): string {
  const labels = comparable(domain).split('.');
  return labels.at(-2) ?? labels[0] ?? '';
}

/** Says whether a domain looks like one of the same house: `contoso-group.example` beside `contoso.example`. */
export function resembles(domain: string, own: Iterable<string>): boolean {
  const label = mainLabel(domain);
  return [...own].map(mainLabel).some((each) => sharesPart(label, each) || sharesPart(each, label));
}

function sharesPart(label: string, other: string): boolean {
  return label.split('-').some((part) => part.length >= shortestPart && other.includes(part));
}
