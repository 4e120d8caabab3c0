/** Ranges of addresses, as connectors and mail servers have them: `192.0.2.7`, `10.0.0.0/8`, `10.0.0.0-10.0.0.255`. */

/** Ranges that hold so much of the Internet that they restrict nothing. */
export function isWideRange(range: string): boolean {
  const text = range.trim().toLowerCase();
  const prefix = /^([0-9a-f.:]+)\/(\d{1,3})$/.exec(text);
  if (prefix) return Number(prefix[2]) < (prefix[1]?.includes(':') ? 16 : 8);
  const [from, to] = text.split('-').map((each) => each.trim());
  if (from === undefined || to === undefined) return text === '*' || text === 'any';
  if (from.includes(':')) return /^(?:::|0*:.*)$/.test(from) && to.startsWith('f');
  return Number(to.split('.')[0]) - Number(from.split('.')[0]) >= 1;
}

/** More than a network of 256 addresses: nobody can say which hosts are in it. IPv6 ranges of any length but one address count. */
export function isLooseRange(range: string): boolean {
  const text = range.trim();
  const prefix = /^([0-9a-f.:]+)\/(\d{1,3})$/i.exec(text);
  if (prefix) return Number(prefix[2]) < (prefix[1]?.includes(':') ? 128 : 24);
  const [from, to] = text.split('-').map((each) => each.trim());
  if (from === undefined || to === undefined) return isWideRange(text);
  return from.split('.').slice(0, 3).join('.') !== to.split('.').slice(0, 3).join('.');
}

/** Says whether an IPv4 address lies in a range, or an address is the one that is named. */
export function isInRange(address: string, range: string): boolean {
  const text = range.trim().toLowerCase();
  if (text === address.toLowerCase()) return true;
  const prefix = /^(\d+\.\d+\.\d+\.\d+)\/(\d{1,2})$/.exec(text);
  const at = numberOf(address);
  if (at === undefined) return false;
  if (prefix) {
    const size = 2 ** (32 - Number(prefix[2]));
    const first = numberOf(prefix[1] ?? '');
    return first !== undefined && Math.floor(first / size) === Math.floor(at / size);
  }
  const [from, to] = text.split('-').map((each) => numberOf(each.trim()));
  return from !== undefined && to !== undefined && from <= at && at <= to;
}

function numberOf(address: string): number | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  return parts?.reduce((sum, part) => sum * 256 + part, 0);
}
