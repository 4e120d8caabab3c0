declare module 'punycode.js' {
  /** Domain in Unicode. @throws RangeError for what is no Punycode (RFC 3492) */
  export function toUnicode(domain: string): string;
  export function toASCII(domain: string): string;
}
