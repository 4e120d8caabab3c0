import { IPv4, IPv6 } from 'ipaddr.js';

export function isIPv4(address: string): boolean {
  return IPv4.isValidFourPartDecimal(address);
}

export function isIPv6(address: string): boolean {
  return address.includes(':') && IPv6.isValid(address);
}

/** The version of an IP address; 0 for what is none. */
export function isIP(address: string): 0 | 4 | 6 {
  if (isIPv4(address)) return 4;
  return isIPv6(address) ? 6 : 0;
}

type Family = 'ipv4' | 'ipv6';

/** Ranges of addresses. */
export class BlockList {
  private readonly nets4: [IPv4, number][] = [];
  private readonly nets6: [IPv6, number][] = [];

  addSubnet(net: string, prefix: number, family: Family): void {
    if (family === 'ipv4') this.nets4.push([IPv4.parse(net), prefix]);
    else this.nets6.push([IPv6.parse(net), prefix]);
  }

  check(address: string, family: Family): boolean {
    if (family === 'ipv4') return this.holds(IPv4.parse(address));
    const parsed = IPv6.parse(address);
    if (parsed.isIPv4MappedAddress()) return this.holds(parsed.toIPv4Address());
    return this.nets6.some((net) => parsed.match(net));
  }

  private holds(address: IPv4): boolean {
    return (
      this.nets4.some((net) => address.match(net)) ||
      this.nets6.some((net) => address.toIPv4MappedAddress().match(net))
    );
  }
}
