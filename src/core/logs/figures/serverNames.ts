import type { Count } from './counts';

/** Names without regard to case and the dot of the root; addresses stay what they are. */
function folded(server: string): string {
  return server.toLowerCase().replace(/\.$/, '');
}

/** True for two names of one server: the same, or one of them without the domain of the other. */
export function isSameServer(one: string, other: string): boolean {
  const [first, second] = [folded(one), folded(other)];
  return first === second || first.startsWith(`${second}.`) || second.startsWith(`${first}.`);
}

/**
 * Tells servers apart that go by several names: syslog writes the host without its domain, a bounce (Reporting-MTA) with it. A
 * short name is that of the one full name that begins with it; with several such, nobody can say whose it is, and it stays apart.
 */
export class ServerNames {
  private readonly shown = new Map<string, string>();
  private readonly full = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of [...names].sort()) {
      const key = folded(name);
      if (this.shown.has(key)) continue;
      this.shown.set(key, name);
      const dot = key.indexOf('.');
      if (dot <= 0 || !/[a-z]/.test(key)) continue;
      const short = key.slice(0, dot);
      this.full.set(short, [...(this.full.get(short) ?? []), name]);
    }
  }

  /** The name under which a server is shown: its full one where that is known. */
  nameOf(server: string): string {
    const key = folded(server);
    const [only, ...others] = key.includes('.') ? [] : (this.full.get(key) ?? []);
    return only !== undefined && others.length === 0 ? only : (this.shown.get(key) ?? server);
  }

  /** The counts with each server once, most blocked first. */
  joined(counts: readonly Count[]): Count[] {
    const byName = new Map<string, { name: string; blocked: number; delivered: number }>();
    for (const { name: written, blocked, delivered } of counts) {
      const name = this.nameOf(written);
      const sum = byName.get(name) ?? { name, blocked: 0, delivered: 0 };
      byName.set(name, { name, blocked: sum.blocked + blocked, delivered: sum.delivered + delivered });
    }
    return [...byName.values()].sort(
      (one, other) => other.blocked - one.blocked || (one.name < other.name ? -1 : 1),
    );
  }
}
