import { domainOf } from '../bounce/address';
import { isOfKind, type TenantExport, type TenantFacts } from '../tenant/facts';

/** Rows of an export that are looked at for its owner. */
const mostRows = 2000;

/**
 * Whose exports are whose, where several tenants are mixed: those that name addresses are of the tenant most of these are of; the others
 * are of the one whose list of accepted domains there is, and where there is none, of the only one that has any. What nobody can tell is nobody's.
 * @param rootOf the tenant of a domain
 */
export function exportOwners(
  { exports }: TenantFacts,
  rootOf: (domain: string) => string,
  tenants: ReadonlySet<string>,
): (root: string) => TenantExport[] {
  const named = new Map(exports.map((each) => [each, ownerOf(each, rootOf, tenants)]));
  const lists = exports
    .filter((each) => isOfKind(each, 'accepted-domains'))
    .flatMap((each) => named.get(each) ?? []);
  const owners = new Set(lists.length > 0 ? lists : [...named.values()].filter((each) => each !== undefined));
  const [only] = owners.size === 1 ? owners : [];
  return (root) => exports.filter((each) => (named.get(each) ?? only) === root);
}

function ownerOf(
  each: TenantExport,
  rootOf: (domain: string) => string,
  tenants: ReadonlySet<string>,
): string | undefined {
  const counts = new Map<string, number>();
  for (const domain of domainsOf(each)) {
    const root = rootOf(domain);
    if (tenants.has(root)) counts.set(root, (counts.get(root) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}

function domainsOf(each: TenantExport): string[] {
  if (isOfKind(each, 'accepted-domains')) return each.rows.map(({ domain }) => domain.replace(/^\*\./, ''));
  return each.rows
    .slice(0, mostRows)
    .flatMap((row) =>
      Object.values(row).flatMap((value: unknown) =>
        (Array.isArray(value) ? value : [value]).flatMap((text: unknown) =>
          typeof text === 'string' && /^[^\s@]+@[^\s@]+$/.test(text) ? [domainOf(text)] : [],
        ),
      ),
    );
}
