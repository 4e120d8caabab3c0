/** A domain name in ASCII, or nothing where it is none (WHATWG URL, domain to ASCII). */
export function domainToASCII(domain: string): string {
  // What is none leaves the host as it was.
  const host = hostAfter('x', domain);
  return host === hostAfter('y', domain) ? host : '';
}

function hostAfter(before: string, domain: string): string {
  const url = new URL(`ws://${before}`);
  url.hostname = domain;
  return url.hostname;
}
