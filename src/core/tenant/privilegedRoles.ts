/** A role that makes an administrator. */
interface PrivilegedRole {
  /** Its display name in English. */
  readonly name: string;
  /** The template of a directory role, the same in every tenant; role groups of Exchange Online have none. */
  readonly templateId?: string;
  /** Other names in use, as in the audit log. */
  readonly aliases?: readonly string[];
  /** May change connectors, transport rules and mailboxes of Exchange Online. */
  readonly managesExchange?: true;
}

/**
 * Directory roles with Microsoft's mark "privileged" that can change something
 * (https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference, edition of 20 January 2026), and those
 * that manage Exchange Online, which has no such mark (https://learn.microsoft.com/exchange/permissions-exo/permissions-exo). Left out:
 * roles that only read (Global Reader, Security Reader), and Directory Writers, which is meant for applications.
 */
const privilegedRoles: readonly PrivilegedRole[] = [
  {
    name: 'Global Administrator',
    templateId: '62e90394-69f5-4237-9190-012177145e10',
    aliases: ['Company Administrator', 'TenantAdmins'],
    managesExchange: true,
  },
  {
    name: 'Exchange Administrator',
    templateId: '29232cdf-9323-42fd-ade2-1d097af3e4de',
    aliases: ['Exchange Service Administrator', 'ExchangeServiceAdmins'],
    managesExchange: true,
  },
  { name: 'Organization Management', aliases: ['OrganizationManagement'], managesExchange: true },
  { name: 'Privileged Role Administrator', templateId: 'e8611ab8-c189-46e8-94e1-60213ab1f814' },
  { name: 'Privileged Authentication Administrator', templateId: '7be44c8a-adaf-4e2a-84d6-ab2649e08a13' },
  { name: 'Security Administrator', templateId: '194ae4cb-b126-40b2-bd5b-6091b380977d' },
  { name: 'Security Operator', templateId: '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f' },
  { name: 'Application Administrator', templateId: '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3' },
  { name: 'Application Developer', templateId: 'cf1c38e5-3621-4004-a7cb-879624dced7c' },
  { name: 'Cloud Application Administrator', templateId: '158c047a-c907-4556-b7ef-446551a6b5f7' },
  { name: 'Authentication Administrator', templateId: 'c4e39bd9-1100-46d3-8c65-fb160da0071f' },
  {
    name: 'Authentication Extensibility Administrator',
    templateId: '25a516ed-2fa0-40ea-a2d0-12923a21473a',
  },
  { name: 'Conditional Access Administrator', templateId: 'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9' },
  { name: 'Cloud Device Administrator', templateId: '7698a772-787b-4ac8-901f-60d6b08affd2' },
  { name: 'Domain Name Administrator', templateId: '8329153b-31d0-4727-b945-745eb3bc5f31' },
  { name: 'External Identity Provider Administrator', templateId: 'be2f45a1-457d-42af-a067-6ec1fa63bc45' },
  { name: 'Helpdesk Administrator', templateId: '729827e3-9c14-49f7-bb1b-9608f156bbb8' },
  { name: 'Hybrid Identity Administrator', templateId: '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2' },
  { name: 'Intune Administrator', templateId: '3a2c62db-5318-420d-8d74-23affee5d9d5' },
  { name: 'Lifecycle Workflows Administrator', templateId: '59d46f88-662b-457b-bceb-5c3809e5908f' },
  { name: 'Partner Tier1 Support', templateId: '4ba39ca4-527c-499a-b93d-d9b492c50246' },
  { name: 'Partner Tier2 Support', templateId: 'e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8' },
  { name: 'Password Administrator', templateId: '966707d0-3269-4727-9be2-8c3a10f19b9d' },
  { name: 'User Administrator', templateId: 'fe930be7-5e62-47db-91af-98c3a49a38b1' },
];

const byKey = new Map(
  privilegedRoles.flatMap((role) =>
    [role.name, role.templateId, ...(role.aliases ?? [])].flatMap((name) =>
      name === undefined ? [] : [[roleKey(name), role] as const],
    ),
  ),
);

/**
 * The privileged role that a name or a template's id means. `TenantAdmins_-1785523426` stands for the directory role of that name in
 * role groups of Exchange Online.
 */
export function privilegedRole(...names: readonly (string | undefined)[]): PrivilegedRole | undefined {
  return names.flatMap((name) => (name === undefined ? [] : (byKey.get(roleKey(name)) ?? []))).at(0);
}

function roleKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/_-?\d+$/, '')
    .replace(/[^a-z0-9]/g, '');
}
