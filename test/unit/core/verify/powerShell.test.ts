import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Node } from 'web-tree-sitter';
import { sources, texts } from '../../../../src/core/knowledge';
import { answerForms, commandLine, commandText } from '../../../../src/core/verify/command';
import { queries } from '../../../../src/core/verify/queries';
import { verifyTexts } from '../../../../src/core/verify/texts';
import { parsePowerShell, stringsIn } from './grammars';
import { acting, hostile, nothingKnown, ordinary } from './values';

const { cmdlets }: { cmdlets: Record<string, { exchangeOnline: boolean; parameters: string[] }> } =
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../fixtures/exchange/cmdlets.json'), 'utf8'));

const isPowerShell = (kind: string) => kind !== 'hunting' && kind !== 'postfix' && kind !== 'portal';
const written = queries.filter(({ kind }) => isPowerShell(kind));
const forms = written.flatMap((query) =>
  [nothingKnown, ordinary, hostile].flatMap((values) =>
    answerForms(query).map((form) => ({ id: query.id, query, values, form })),
  ),
);

/** Of Exchange, as the queries use them, with their parameters. Names from Microsoft's reference. */
const exchangeCmdlets: Readonly<Record<string, readonly string[]>> = {
  'Get-ADPermission': ['User'],
  'Get-AcceptedDomain': ['ResultSize'],
  'Get-AdminAuditLogConfig': [],
  'Get-CASMailbox': ['ResultSize'],
  'Get-BlockedConnector': [],
  'Get-BlockedSenderAddress': [],
  'Get-HostedOutboundSpamFilterPolicy': [],
  'Get-InboundConnector': ['ResultSize'],
  'Get-InboxRule': ['IncludeHidden', 'Mailbox'],
  'Get-Mailbox': ['Identity', 'ResultSize'],
  'Get-MailboxPermission': ['Identity'],
  'Get-MessageTraceV2': ['EndDate', 'ResultSize', 'SenderAddress', 'StartDate'],
  'Get-MessageTrackingLog': ['End', 'EventId', 'ResultSize', 'Server', 'Start'],
  'Get-OutboundConnector': ['IncludeTestModeConnectors', 'ResultSize'],
  'Get-OrganizationConfig': [],
  'Get-ReceiveConnector': [],
  'Get-Recipient': ['Identity'],
  'Get-RemoteDomain': ['ResultSize'],
  'Get-RoleGroupMember': ['Identity', 'ResultSize'],
  'Get-TenantAllowBlockListItems': ['Block', 'ListType'],
  'Get-TransportConfig': [],
  'Get-TransportRule': ['ResultSize'],
  'Remove-BlockedConnector': ['ConnectorId'],
  'Remove-BlockedSenderAddress': ['SenderAddress'],
  'Search-UnifiedAuditLog': [
    ...['EndDate', 'Operations', 'ResultSize', 'SessionCommand', 'StartDate', 'UserIds'],
  ],
};

/** Of Microsoft Graph, version 1.0, of PowerShell itself, and two of Exchange Online that the reference for mail flow leaves out. */
const otherCmdlets: Readonly<Record<string, readonly string[]>> = {
  'Add-Member': ['Force', 'NotePropertyName', 'NotePropertyValue', 'PassThru'],
  'ConvertTo-Json': ['Depth', 'InputObject'],
  'Export-Csv': ['Encoding', 'NoTypeInformation', 'Path'],
  'ForEach-Object': [],
  'Format-List': [],
  'Get-Date': [],
  'Get-LimitsEnforcementStatus': [],
  'Get-MgAuditLogSignIn': ['All', 'Filter'],
  'Get-MgDirectoryRole': ['All'],
  'Get-MgDirectoryRoleMember': ['All', 'DirectoryRoleId'],
  'Get-MgDirectorySubscription': ['All'],
  'Get-MgIdentityConditionalAccessPolicy': ['All'],
  'Get-MgOauth2PermissionGrant': ['All'],
  'Get-MgPolicyIdentitySecurityDefaultEnforcementPolicy': [],
  'Get-MgReportAuthenticationMethodUserRegistrationDetail': ['All'],
  'Get-MgRoleManagementDirectoryRoleEligibilityScheduleInstance': ['All', 'ExpandProperty'],
  'Get-MgServiceAnnouncementIssue': ['All', 'Filter'],
  'Get-MgServicePrincipal': ['All', 'ServicePrincipalId'],
  'Get-MgServicePrincipalAppRoleAssignment': ['All', 'ServicePrincipalId'],
  'Get-MgServicePrincipalMemberOf': ['All', 'ServicePrincipalId'],
  'Get-MgServicePrincipalOwner': ['All', 'ServicePrincipalId'],
  'Get-MgSubscribedSku': ['All'],
  'Get-MgUser': ['All', 'Filter', 'Property', 'UserId'],
  'Get-MgUserAuthenticationMethod': ['UserId'],
  'Get-RecipientPermission': ['Identity'],
  'Group-Object': [],
  'Invoke-MgGraphRequest': ['Method', 'Uri'],
  'Read-Host': [],
  'Revoke-MgUserSignInSession': ['UserId'],
  'Select-Object': ['Last'],
  'Set-Content': ['Encoding', 'Path'],
  'Sort-Object': ['Descending', 'Unique'],
  'Update-MgServicePrincipal': ['AccountEnabled', 'ServicePrincipalId'],
  'Update-MgUser': ['AccountEnabled', 'UserId'],
  'Where-Object': [],
};

/** The command as it would run: that of one that is written as a comment too. */
const running = (text: string) => text.replace(/^# /gm, '');

function cmdletsIn(root: Node): Map<string, Set<string>> {
  const used = new Map<string, Set<string>>();
  for (const command of root.descendantsOfType('command')) {
    const name = command?.childForFieldName('command_name')?.text;
    // A block that is called has no name.
    if (!command || name === undefined || name.startsWith('{')) continue;
    const parameters = used.get(name) ?? new Set();
    used.set(name, parameters);
    for (const element of command.childForFieldName('command_elements')?.children ?? [])
      if (element?.type === 'command_parameter') parameters.add(element.text.slice(1));
  }
  return used;
}

const usedByAll = () => {
  const used = new Map<string, Set<string>>();
  for (const { query, values, form } of forms)
    for (const [name, parameters] of cmdletsIn(parsePowerShell(running(commandLine(query, values, form)))))
      used.set(name, new Set([...(used.get(name) ?? []), ...parameters]));
  return Object.fromEntries([...used].sort().map(([name, parameters]) => [name, [...parameters].sort()]));
};

describe('PowerShell queries', () => {
  it.each(forms)('are accepted by the grammar: $id, $form', ({ query, values, form }) => {
    parsePowerShell(running(commandLine(query, values, form)));
    parsePowerShell(running(commandText(query, values, form)));
  });

  it.each(written)('keep values as strings: $id', (query) => {
    const read = (values: typeof hostile) => parsePowerShell(running(commandLine(query, values)));
    const known: readonly string[] = [...hostile.senders, ...hostile.servers];
    const filters = hostile.senders.map((sender) => `userPrincipalName eq '${sender.replaceAll("'", "''")}'`);
    const names = (values: typeof hostile) => [...cmdletsIn(read(values)).keys()];
    const ofHostile = stringsIn(read(hostile)).filter((text) => ![...known, ...filters].includes(text));
    const { senders, accounts, servers } = ordinary;
    const harmless = { ...hostile, senders, accounts, servers };
    const ofOrdinary = stringsIn(read(harmless)).filter(
      (text) => ![...ordinary.senders, ...ordinary.servers].some((value) => text.includes(value)),
    );
    expect(ofHostile).toEqual(ofOrdinary);
    expect(names(hostile)).toEqual(names(harmless));
  });

  it('use these cmdlets and parameters and no others', () => {
    const used = usedByAll();
    const known = { ...exchangeCmdlets, ...otherCmdlets };
    expect(used).toEqual(Object.fromEntries(Object.entries(known).sort()));
  });

  it('use cmdlets and parameters that Exchange has', () => {
    for (const query of written)
      for (const [name, parameters] of cmdletsIn(parsePowerShell(running(commandLine(query, ordinary))))) {
        if (name in otherCmdlets) continue;
        expect(cmdlets, query.id).toHaveProperty([name]);
        if (query.kind !== 'exchange-server') expect(cmdlets[name]?.exchangeOnline, name).toBe(true);
        expect([...parameters].filter((each) => !cmdlets[name]?.parameters.includes(each))).toEqual([]);
      }
    const named = Object.values({ ...texts.en, ...verifyTexts.en }).flatMap(
      (text) => text.match(/(?<![\w".-])(?:Get|Remove|Search|New|Set)-[A-Z]\w+/g) ?? [],
    );
    expect(named.filter((name) => !(name in cmdlets) && !(name in otherCmdlets))).toEqual([]);
  });

  it('only read, but for those that say so and are written as comments', () => {
    for (const { query, values, form } of forms) {
      const text = commandText(query, values, form);
      const line = commandLine(query, values, form);
      if (query.changes) {
        expect(line).toMatch(
          /^# (?:Remove-Blocked(?:Connector|SenderAddress)|Update-Mg|Revoke-Mg|Invoke-Mg)/,
        );
        expect(text.split('\n').filter((each) => !each.startsWith('# '))).toEqual([]);
        continue;
      }
      const verbs = [...cmdletsIn(parsePowerShell(line)).keys()].map((name) => name.split('-')[0] ?? '');
      const writers = form === 'screen' ? [] : ['ConvertTo', 'Set', 'Export'];
      const shaping = ['Add', 'Select', 'Where', 'Sort', 'Group', 'ForEach', 'Format'];
      const readers = ['Get', 'Search', ...shaping, ...writers];
      expect(verbs.filter((verb) => !readers.includes(verb))).toEqual([]);
    }
    expect(queries.filter(({ changes }) => changes).map(({ id }) => id)).toEqual([
      'release-connector',
      'disable-account',
      'revoke-sessions',
      'remove-consent',
      'disable-app',
      'release-sender',
    ]);
  });

  it('use nothing that is retired', () => {
    for (const { query, values } of forms)
      expect(commandLine(query, values)).not.toMatch(
        /Get-MessageTrace(?:Detail)?\b(?!V2)|Msol|AzureAD|EOPBlocked/,
      );
  });

  it('take the names of cmdlets from pages that the sources hold', () => {
    for (const { title } of queries) expect(title.sources.filter((id) => !(id in sources))).toEqual([]);
  });

  it('hold no line break in one line', () => {
    for (const { query, values, form } of forms) expect(commandLine(query, values, form)).not.toMatch(acting);
  });
});
