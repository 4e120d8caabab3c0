/** A domain name in ASCII, or nothing where it is none (WHATWG URL, domain to ASCII). */
export function domainToASCII(domain: string): string {
  try {
    return new URL(`ws://${domain}`).hostname;
  } catch {
    return '';
  }
}
