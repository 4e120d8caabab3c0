export type TenantCore = typeof import('./core/tenant');

let loaded: Promise<TenantCore> | undefined;

/** What reads exports and concludes from them, loaded on the first import or scan. */
export function tenantCore(): Promise<TenantCore> {
  loaded ??= import('./core/tenant');
  return loaded;
}
