import { type ExportKind, isOfKind, type Row, type TenantFacts } from './facts';

/**
 * Addresses of mailboxes by whatever exports call them: since November 2022 the name of a new mailbox is a GUID, so that inbox rules and
 * permissions name no person.
 */
export class MailboxNames {
  private readonly addresses = new Map<string, string>();

  constructor(tenant: TenantFacts) {
    // Mailboxes know their addresses best: the first export that knows an id is believed.
    for (const kind of ['mailboxes', 'smtp-auth-mailboxes'] as const)
      for (const { mailbox, ids } of rowsOf(tenant, kind)) this.learn(mailbox, ids);
    for (const kind of ['sign-ins', 'mfa-registration', 'account-states'] as const)
      for (const { user, userId } of rowsOf(tenant, kind)) this.learn(user, [userId]);
    for (const { mailbox, ownerId } of rowsOf(tenant, 'inbox-rules')) this.learn(mailbox ?? '', [ownerId]);
    for (const { names, id } of rowsOf(tenant, 'role-members'))
      this.learn(names.find((name) => name.includes('@')) ?? '', [id]);
  }

  /** The address in lower case, or the name itself where no export joins it with one. */
  addressOf(name: string): string {
    const key = name.toLowerCase();
    // A path such as `contoso.onmicrosoft.com/Users/64f8…` ends with the name.
    const last = key.slice(Math.max(key.lastIndexOf('/'), key.lastIndexOf('\\')) + 1);
    return this.addresses.get(key) ?? this.addresses.get(last) ?? name;
  }

  private learn(address: string, ids: readonly (string | undefined)[]): void {
    if (!address.includes('@')) return;
    for (const id of ids)
      if (id !== undefined && id !== '' && !this.addresses.has(id.toLowerCase()))
        this.addresses.set(id.toLowerCase(), address.toLowerCase());
  }
}

function rowsOf<Kind extends ExportKind>({ exports }: TenantFacts, kind: Kind): Row<Kind>[] {
  return exports.flatMap((each) => (isOfKind(each, kind) ? each.rows : []));
}
