const addressIn = /<([^<>\s]{1,320})>|([^\s<>()",;:]{1,64}@[^\s<>()",;:]{1,255})/;

/**
 * The first address in a From, Return-Path or similar field (RFC 5322 §3.4), without the angle brackets.
 * @returns undefined where there is none, as in the empty return path of a bounce
 */
export function addressOf(value: string): string | undefined {
  const match = addressIn.exec(value.replace(/"(?:[^"\\]|\\.){0,998}"(?=\s*<)/, ''));
  const address = match?.[1] ?? match?.[2];
  return address?.includes('@') ? address : undefined;
}

const onlyAddress =
  /^[\s>"'<[\u2022]{0,20}(?:\*[ \t]{1,5})?([^\s@<>()"',;:[\]]{1,64}@[^\s@<>()"',;:[\]]{1,255})[>\]"']{0,3}:?(?:[ \t\u00a0]{0,5}[(<[]{1,2}(?:mailto:|smtp:)?[^\s<>()[\]]{1,330}[)>\]]{1,2}){0,3}[ \t\u00a0]{0,40}$/i;

/** The address that is all a line says, as often as it says it: `a@b.example<mailto:a@b.example>`, `[a@b](mailto:a@b)`. */
export function addressLine(line: string): string | undefined {
  return onlyAddress.exec(line)?.[1];
}

/** The domain of an address, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

const ipv4 = /(?<![\w.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![\w.]*\w)/g;
/** Mail writes `IPv6:` before one (RFC 5321 §4.1.3). */
const ipv6 = /(?:(?<![\w.:])|(?<=\bipv6:))(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w.:]*[\w:])/gi;

/** The IP addresses in a text, in order of appearance. */
export function ipAddressesIn(text: string): string[] {
  const found = [...text.matchAll(ipv4), ...text.matchAll(ipv6)].filter(([address]) => isIpAddress(address));
  return found.sort((one, other) => one.index - other.index).map(([address]) => address);
}

function isIpAddress(address: string): boolean {
  if (address.includes(':'))
    return /[0-9a-f]/i.test(address) && address.split('::').length <= 2 && !/^\d+:\d+:\d+$/.test(address);
  return address.split('.').every((octet) => Number(octet) < 256);
}

/**
 * True for an address that is reachable from anywhere: none of a private network (RFC 1918, RFC 4193), shared by a
 * provider's customers (RFC 6598), link-local, loopback, multicast or unspecified.
 */
export function isPublicAddress(address: string): boolean {
  if (address.includes(':')) return !/^(?:f[cdef]|::1?$|0*:)/i.test(address);
  const [first = 0, second = 0] = address.split('.').map(Number);
  if (first === 0 || first === 10 || first === 127 || first >= 224) return false;
  if (first === 100) return second < 64 || second > 127;
  if (first === 169) return second !== 254;
  if (first === 172) return second < 16 || second > 31;
  return !(first === 192 && second === 168);
}
