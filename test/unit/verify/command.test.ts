import { describe, expect, it } from 'vitest';
import { commandLine, commandText } from '../../../src/core/verify/command';
import { queries } from '../../../src/core/verify/queries';
import { nothingKnown, ordinary } from './values';

function query(id: string) {
  const found = queries.find((each) => each.id === id);
  if (!found) throw new Error(`No such query: ${id}`);
  return found;
}

describe('a command', () => {
  it('asks about the last two days where nothing is known', () => {
    expect(commandLine(query('message-trace'), nothingKnown)).toBe(
      "Get-MessageTraceV2 -StartDate ((Get-Date).ToUniversalTime().AddDays(-2)) -EndDate ((Get-Date).ToUniversalTime()) -ResultSize 5000 | Select-Object 'Received','SenderAddress','RecipientAddress','Status','FromIP','ToIP','Size','MessageId','MessageTraceId'",
    );
    expect(commandText(query('hunt-logons'), nothingKnown)).toContain('\n| where Timestamp > ago(2d)\n');
  });

  it('asks about the time and the senders of the incident', () => {
    expect(commandLine(query('message-trace'), ordinary)).toContain(
      "-StartDate (([datetime]'2026-11-23T14:02:00Z').ToUniversalTime()) -EndDate (([datetime]'2026-11-24T18:00:00Z').ToUniversalTime()) -SenderAddress 'scan@print.adatum.example','backup@nas.adatum.example' -ResultSize 5000",
    );
    expect(commandText(query('hunt-senders'), ordinary).split('\n').slice(0, 4)).toEqual([
      'EmailEvents',
      '| where Timestamp between (datetime(2026-11-23T14:02:00Z) .. datetime(2026-11-24T18:00:00Z))',
      '| where EmailDirection == "Outbound"',
      '| where SenderMailFromAddress in~ ("scan@print.adatum.example", "backup@nas.adatum.example")',
    ]);
    expect(commandLine(query('sign-ins'), ordinary)).toContain(
      "'userPrincipalName eq ''scan@print.adatum.example''','userPrincipalName eq ''backup@nas.adatum.example''' | ForEach-Object { Get-MgAuditLogSignIn -All -Filter ($_ + ' and ' + 'createdDateTime ge 2026-11-23T14:02:00Z and createdDateTime le 2026-11-24T18:00:00Z') }",
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
      /'SenderDomains','SenderIPAddresses'.* \| ConvertTo-Json -Depth 4 \| Set-Content -Encoding utf8 -Path 'ndr-lens-inbound-connectors\.json'$/,
    );
    expect(commandLine(connectors, nothingKnown, 'csv')).toMatch(
      /@\{ Name = 'SenderDomains'; Expression = \{ \$_\.SenderDomains -join ';' \} \},.* \| Export-Csv -NoTypeInformation -Encoding utf8 -Path 'ndr-lens-inbound-connectors\.csv'$/,
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
  });
});
