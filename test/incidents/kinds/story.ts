import type { EvidenceName } from '../exports/file';
import type { Culprit, CulpritType } from '../truth';
import type { Relay, World } from '../world';

/** What happened, told into a world. */
export interface Story {
  readonly culprits: readonly Culprit[];
  /** Each set of evidence is enough for a careful expert, beside the accepted domains and what shows the code. */
  readonly decisive: readonly (readonly EvidenceName[])[];
  /** The refusals can only be seen here. */
  readonly shown: readonly EvidenceName[];
}

export interface Variant {
  readonly name: string;
  readonly software: readonly Relay['software'][];
  readonly play: (world: World) => Story;
}

export const culprit = (type: CulpritType, name: string, ...aliases: readonly string[]): Culprit => ({
  type,
  name,
  aliases: aliases.filter((alias) => alias !== name),
});

/** A server goes by its short name, its full name and its address. */
export const serverCulprit = (
  { name, fqdn, ip }: { name: string; fqdn: string; ip: string },
  ...more: readonly string[]
): Culprit => culprit('server', name, fqdn, ip, ...more);

export const any: readonly Relay['software'][] = ['postfix', 'exchange', 'exim', 'sendmail'];
export const unixLogs: readonly Relay['software'][] = ['postfix', 'postfix', 'exim', 'sendmail'];
