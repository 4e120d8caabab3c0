import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { once } from '../findings/once';

type Ranges = readonly (readonly [net: string, prefix: number])[];

/** Private, shared and local ranges (RFC 1918, RFC 6598, RFC 4193, RFC 4291, RFC 3927, RFC 1122). */
const insideRanges: Ranges = [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
];

/** Exchange Online's own addresses (learn.microsoft.com/microsoft-365/enterprise/urls-and-ip-address-ranges, endpoint 1 and 9). */
const exchangeOnline: Ranges = [
  ['13.107.6.152', 31],
  ['13.107.18.10', 31],
  ['13.107.128.0', 22],
  ['23.103.160.0', 20],
  ['40.92.0.0', 15],
  ['40.96.0.0', 13],
  ['40.104.0.0', 15],
  ['40.107.0.0', 16],
  ['52.96.0.0', 14],
  ['52.100.0.0', 14],
  ['52.238.78.88', 32],
  ['104.47.0.0', 17],
  ['131.253.33.215', 32],
  ['132.245.0.0', 16],
  ['150.171.32.0', 22],
  ['204.79.197.215', 32],
  ['2603:1006::', 40],
  ['2603:1016::', 36],
  ['2603:1026::', 36],
  ['2603:1036::', 36],
  ['2603:1046::', 36],
  ['2603:1056::', 36],
  ['2603:10a6::', 32],
  ['2620:1ec:4::', 46],
  ['2a01:111:f400::', 48],
  ['2a01:111:f403::', 48],
];

/** Made when a first address is looked for: most short commands look for none. */
const blockList = once((ranges: Ranges) => {
  const list = new BlockList();
  for (const [net, prefix] of ranges) list.addSubnet(net, prefix, isIPv4(net) ? 'ipv4' : 'ipv6');
  return list;
});

const isIn = (ranges: Ranges, address: string) =>
  isIPv4(address)
    ? blockList(ranges).check(address, 'ipv4')
    : isIPv6(address) && blockList(ranges).check(address, 'ipv6');

/** True for an address of a local network, or of the machine itself. */
export const isInside = (address: string): boolean => isIn(insideRanges, address);

/** True for an address of Exchange Online itself: mail that began there, and no client's. */
export const isExchangeOnlineAddress = (address: string): boolean => isIn(exchangeOnline, address);

/** Stands for all of Exchange Online's addresses: which of them a mail left by says nothing. */
export const cloudLine = 'Exchange Online';

/** What is joined as one line: an IPv4 address, or the /64 of an IPv6 address, which is one customer's network (RFC 6177). */
export function networkLine(address: string): string {
  if (isExchangeOnlineAddress(address)) return cloudLine;
  if (isIPv4(address) || !isIPv6(address)) return address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array.from({ length: zeros }, () => '0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
