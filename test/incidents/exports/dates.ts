/** How PowerShell writes a date into CSV and onto the screen, by the culture of the machine. */
export type Culture = 'iso' | 'en-US' | 'en-GB' | 'de-DE' | 'it-IT' | 'it-IT dots';

export function dateIn(culture: Culture, time: number): string {
  const [date, clock] = [
    new Date(time).toISOString().slice(0, 10),
    new Date(time).toISOString().slice(11, 19),
  ];
  const [year = '', month = '', day = ''] = date.split('-');
  switch (culture) {
    case 'iso':
      return `${date}T${clock}Z`;
    case 'en-US':
      return `${Number(month)}/${Number(day)}/${year} ${twelveHours(clock)}`;
    case 'en-GB':
    case 'it-IT':
      return `${day}/${month}/${year} ${clock}`;
    case 'it-IT dots':
      return `${day}/${month}/${year} ${clock.replaceAll(':', '.')}`;
    case 'de-DE':
      return `${day}.${month}.${year} ${clock}`;
  }
}

function twelveHours(clock: string): string {
  const hours = Number(clock.slice(0, 2));
  return `${hours % 12 || 12}${clock.slice(2)} ${hours < 12 ? 'AM' : 'PM'}`;
}

/** Seven digits behind the second, as .NET writes a round-trip date. */
export const roundTrip = (time: number) => new Date(time).toISOString().replace(/(\.\d{3})Z/, '$10000Z');

/** Without fraction and zone, as the audit log writes it. */
export const auditTime = (time: number) => new Date(time).toISOString().slice(0, 19);

/** `2026-11-20T09:00:00Z`. */
export const isoSeconds = (time: number) => `${auditTime(time)}Z`;

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Nov 20 09:00:01`, as syslog writes it (RFC 3164), at a place that is so many minutes before UTC. */
export function syslogDate(time: number, offset: number): string {
  const local = new Date(time + offset * 60_000);
  const date = String(local.getUTCDate()).padStart(2, ' ');
  return `${months[local.getUTCMonth()]} ${date} ${local.toISOString().slice(11, 19)}`;
}

/** `Fri, 20 Nov 2026 09:00:01 +0000`, as a mail writes it. */
export function mailDate(time: number): string {
  const date = new Date(time);
  const number = String(date.getUTCDate()).padStart(2, '0');
  return `${weekdays[date.getUTCDay()]}, ${number} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()} ${date.toISOString().slice(11, 19)} +0000`;
}

/** `+01:00` for 60. */
export function zoneOf(offset: number): string {
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}

/** The local time at such a place with its offset, to the microsecond (RFC 3339). */
export const rfc3339 = (time: number, offset: number) =>
  `${new Date(time + offset * 60_000).toISOString().slice(0, 23)}000${zoneOf(offset)}`;
