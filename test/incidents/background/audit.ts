import { workTime } from '../mailing';
import { day, minute } from '../model';
import type { World } from '../world';

export interface AuditDraft {
  readonly time: number;
  readonly operation: string;
  readonly user: string;
  readonly ip: string;
  readonly object: string;
  readonly parameters?: readonly (readonly [string, string])[];
  readonly more?: Readonly<Record<string, unknown>>;
}

/** What a cmdlet of Exchange leaves in the audit log: record type 1, the address with its port. */
export function cmdlet(world: World, draft: AuditDraft): void {
  world.audit.push({
    ...draft,
    ip: `${draft.ip}:${world.random.int(1100, 64_000)}`,
    workload: 'Exchange',
    recordType: 1,
    id: world.random.guid(),
  });
}

/** What the directory writes: record type 8, no port. */
export function directoryChange(world: World, draft: AuditDraft): void {
  world.audit.push({ ...draft, workload: 'AzureActiveDirectory', recordType: 8, id: world.random.guid() });
}

/** Administrators do their work, and people set up ordinary rules. */
export function ordinaryAudit(world: World): void {
  const { random } = world;
  const admin = () => random.pick(world.admins).address;
  const within = () => workTime(world, random.int(world.since - 10 * day, world.blockedFrom - day));
  const own = `${world.initialDomain}\\`;
  for (let count = random.int(6, 16); count > 0; count -= 1) {
    const user = random.pick(world.users);
    const [operation, parameters] = random.pick<readonly [string, readonly (readonly [string, string])[]]>([
      [
        'Set-Mailbox',
        [
          ['Identity', user.address],
          ['RetainDeletedItemsFor', '30.00:00:00'],
        ],
      ],
      [
        'Add-DistributionGroupMember',
        [
          ['Identity', 'All staff'],
          ['Member', user.address],
        ],
      ],
      [
        'Set-CASMailbox',
        [
          ['Identity', user.address],
          ['PopEnabled', 'False'],
        ],
      ],
      [
        'Set-MailboxAutoReplyConfiguration',
        [
          ['Identity', user.address],
          ['AutoReplyState', 'Scheduled'],
        ],
      ],
      [
        'Add-MailboxPermission',
        [
          ['Identity', `info@${world.domain}`],
          ['User', user.address],
          ['AccessRights', 'FullAccess'],
        ],
      ],
    ]);
    cmdlet(world, {
      time: within(),
      operation,
      user: admin(),
      ip: world.officeIp,
      object: `${own}${user.objectName}`,
      parameters,
    });
  }
  for (const user of random.sample(world.users, random.int(1, 3)))
    cmdlet(world, {
      time: within(),
      operation: 'New-InboxRule',
      user: user.address,
      ip: world.officeIp,
      object: `${own}${user.objectName}\\Newsletters`,
      parameters: [
        ['AlwaysDeleteOutlookRulesBlob', 'False'],
        ['Force', 'False'],
        ['Name', 'Newsletters'],
        ['From', 'news@bigshop.example'],
        ['MoveToFolder', 'Newsletters'],
        ['MarkAsRead', 'True'],
        ['StopProcessingRules', 'True'],
      ],
    });
  for (const user of random.sample(world.users, 3))
    directoryChange(world, {
      time: within(),
      operation: random.pick(['Update user.', 'Change user license.', 'Add member to group.']),
      user: admin(),
      ip: world.officeIp,
      object: user.address,
      more: {
        ModifiedProperties: [{ Name: 'Included Updated Properties', NewValue: 'Department', OldValue: '' }],
      },
    });
}

/** The Hybrid Configuration Wizard, run again by the usual administrator, writes its connectors anew. */
export function hybridRerun(world: World): void {
  const admin = world.admins[0];
  if (!admin) return;
  const time = world.blockedFrom - world.random.int(2, 6) * day;
  for (const connector of world.inbound.filter(({ source }) => source === 'HybridWizard'))
    cmdlet(world, {
      time: time + 2 * minute,
      operation: 'Set-InboundConnector',
      user: admin.address,
      ip: world.officeIp,
      object: `${world.initialDomain}\\${connector.name}`,
      parameters: [
        ['Identity', connector.name],
        ['ConnectorType', 'OnPremises'],
        ['TlsSenderCertificateName', connector.certificate ?? ''],
        ['CloudServicesMailEnabled', 'True'],
        ['ConnectorSource', 'HybridWizard'],
      ],
    });
}
