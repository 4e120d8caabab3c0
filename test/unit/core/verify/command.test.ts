import { describe, expect, it } from 'vitest';
import { commandLine, commandText } from '../../../../src/core/verify/command';
import { queries } from '../../../../src/core/verify/queries';
import { nothingKnown, ordinary } from './values';

function query(id: string) {
  const found = queries.find((each) => each.id === id);
  if (!found) throw new Error(`No such query: ${id}`);
  return found;
}

describe('a command', () => {
  it('asks about the last days where nothing is known', () => {
    expect(commandLine(query('message-trace'), nothingKnown)).toBe(
      "-10..-1 | ForEach-Object { $from = (Get-Date).ToUniversalTime().AddDays($_); Get-MessageTraceV2 -StartDate $from -EndDate $from.AddDays(1) -ResultSize 5000 } | Select-Object 'Received','SenderAddress','RecipientAddress','Status','FromIP','ToIP','Size','MessageId','MessageTraceId'",
    );
    expect(commandLine(query('sender-volume'), nothingKnown)).toContain(
      'Get-MessageTraceV2 -StartDate ((Get-Date).ToUniversalTime().AddDays(-2)) -EndDate ((Get-Date).ToUniversalTime()) -ResultSize 5000',
    );
    expect(commandText(query('hunt-logons'), nothingKnown)).toContain('\n| where Timestamp > ago(2d)\n');
  });

  it('asks about the time and the senders of the incident', () => {
    expect(commandLine(query('message-trace'), ordinary)).toContain(
      "-8..1 | ForEach-Object { $from = ([datetime]'2026-11-23T14:02:00Z').ToUniversalTime().AddDays($_); Get-MessageTraceV2 -StartDate $from -EndDate $from.AddDays(1) -SenderAddress 'scan@print.adatum.example','backup@nas.adatum.example' -ResultSize 5000 }",
    );
    expect(commandText(query('hunt-senders'), ordinary).split('\n').slice(0, 4)).toEqual([
      'EmailEvents',
      '| where Timestamp between (datetime(2026-11-23T14:02:00Z) .. datetime(2026-11-24T18:00:00Z))',
      '| where EmailDirection == "Outbound"',
      '| where SenderMailFromAddress in~ ("scan@print.adatum.example", "backup@nas.adatum.example")',
    ]);
    expect(commandLine(query('sign-ins'), ordinary)).toContain(
      "'userPrincipalName eq ''scan@print.adatum.example''','userPrincipalName eq ''backup@nas.adatum.example''' | ForEach-Object { Get-MgAuditLogSignIn -All -Filter ($_ + ' and ' + 'createdDateTime ge 2026-10-24T14:02:00Z') }",
    );
    expect(commandLine(query('postfix-queue'), ordinary)).toBe(
      "postqueue -j | grep -F -e 'print.adatum.example' -e 'nas.adatum.example'",
    );
    expect(commandLine(query('hunt-connectors'), ordinary)).toContain('has_any ("Inbound from MAIL01")');
    expect(commandLine(query('server-senders'), ordinary)).toMatch(/^'MAIL01' \| ForEach-Object/);
  });

  it('asks for no more than ten days of a message trace, the first ones', () => {
    const long = { ...ordinary, period: { start: '2026-10-01T00:00:00Z', end: '2026-11-24T00:00:00Z' } };
    expect(commandLine(query('sender-volume'), long)).toContain(
      "-StartDate (([datetime]'2026-10-01T00:00:00Z').ToUniversalTime()) -EndDate (([datetime]'2026-10-11T00:00:00Z').ToUniversalTime())",
    );
  });

  it('looks thirty days back for what was prepared', () => {
    expect(commandLine(query('connector-audit'), ordinary)).toContain(
      "-StartDate (([datetime]'2026-10-24T14:02:00Z').ToUniversalTime()) -EndDate ((Get-Date).ToUniversalTime())",
    );
  });

  it('saves its answer as it is asked to, lists joined in CSV alone', () => {
    const connectors = query('inbound-connectors');
    expect(commandLine(connectors, nothingKnown, 'json')).toMatch(
      /^ConvertTo-Json -Depth 4 -InputObject @\(Get-InboundConnector .*'SenderDomains','SenderIPAddresses'.*\) \| Set-Content -Encoding utf8 -Path 'ndr-lens-inbound-connectors\.json'$/,
    );
    expect(commandText(query('accepted-domains'), nothingKnown, 'json').split('\n')).toEqual([
      'ConvertTo-Json -Depth 4 -InputObject @(',
      '  Get-AcceptedDomain -ResultSize Unlimited |',
      expect.stringMatching(/^ {2}Select-Object 'Name','DomainName',/),
      ') |',
      "  Set-Content -Encoding utf8 -Path 'ndr-lens-accepted-domains.json'",
    ]);
    expect(commandLine(connectors, nothingKnown, 'csv')).toMatch(
      /@\{ Name = 'SenderDomains'; Expression = \{ \$_\.SenderDomains -join ';' \} \},.* \| Export-Csv -NoTypeInformation -Encoding utf8 -Path 'ndr-lens-inbound-connectors\.csv'$/,
    );
  });

  it('writes the names of an enumeration, which ConvertTo-Json would write as numbers', () => {
    const name = `@{ Name = 'ConnectorType'; Expression = { "$($_.ConnectorType)" } }`;
    expect(commandLine(query('inbound-connectors'), nothingKnown, 'json')).toContain(name);
    expect(commandLine(query('inbound-connectors'), nothingKnown, 'csv')).not.toContain(name);
  });

  it('asks mailboxes by the accounts, and says whose each row is', () => {
    expect(commandLine(query('inbox-rules'), ordinary)).toContain(
      "'scan@print.adatum.example','backup@nas.adatum.example' | ForEach-Object { Get-Mailbox -Identity $_ } | ForEach-Object { $mailbox = $_.PrimarySmtpAddress; Get-InboxRule -Mailbox $mailbox -IncludeHidden | Add-Member -NotePropertyName Mailbox -NotePropertyValue $mailbox -Force -PassThru } | Select-Object 'Mailbox',",
    );
    expect(commandLine(query('inbox-rules'), { ...ordinary, accounts: [] })).toMatch(
      /^Get-Mailbox -ResultSize Unlimited \| ForEach-Object \{ \$mailbox = /,
    );
  });

  it('is a comment where it changes something', () => {
    expect(commandLine(query('release-sender'), nothingKnown)).toBe(
      "# Remove-BlockedSenderAddress -SenderAddress (Read-Host 'Address of the user whose account is secure again')",
    );
    const one = { ...ordinary, senders: ordinary.senders.slice(0, 1) };
    expect(commandText(query('release-sender'), one)).toBe(
      "# Remove-BlockedSenderAddress -SenderAddress 'scan@print.adatum.example'",
    );
    const account = { ...ordinary, accounts: ordinary.accounts.slice(0, 1) };
    expect(commandText(query('disable-account'), account)).toBe(
      "# Update-MgUser -UserId 'scan@print.adatum.example' -AccountEnabled:$false",
    );
    expect(commandText(query('revoke-sessions'), ordinary)).toMatch(
      /^# Revoke-MgUserSignInSession -UserId \(Read-Host /,
    );
  });
});
