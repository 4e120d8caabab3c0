import { describe, expect, it } from 'vitest';
import { steps, texts } from '../../../../src/core/knowledge';
import { commandText } from '../../../../src/core/verify/command';
import { queriesFor } from '../../../../src/core/verify/queries';
import { huntingScript, powerShellScript, querySheet } from '../../../../src/core/verify/script';
import { verifyTexts } from '../../../../src/core/verify/texts';
import { parseKusto, parsePowerShell } from './grammars';
import { hostile, nothingKnown, ordinary } from './values';

describe('the script', () => {
  const script = powerShellScript({ values: ordinary, language: 'en' });

  it('is PowerShell, whatever the values', () => {
    for (const values of [nothingKnown, ordinary, hostile]) {
      const root = parsePowerShell(powerShellScript({ values, language: 'it' }));
      const changing = /^(?:Remove|Update|Revoke|Invoke|Set|New|Add-Mailbox)-(?!Content)/;
      expect(root.descendantsOfType('command').filter((each) => changing.test(each?.text ?? ''))).toEqual([]);
    }
  });

  it('has every step with its reason', () => {
    const places = steps.map(({ title }) => script.indexOf(`# == ${texts.en[title.text]} ==\n`));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
    for (const { why } of steps) expect(script).toContain(`# ${texts.en[why.text]}\n`);
  });

  it('says of a query what to look for, its limits and its sources', () => {
    expect(script).toContain(`
# -- List the inbox rules, hidden ones too (Exchange Online PowerShell) --
# Look for rules that forward or delete mail, or move it to folders that few people open, such as Notes, Junk Email or RSS Subscriptions.
# Limit: Get-InboxRule does not work for Global Reader nor for View-Only Organization Management.
# Limit: A sender without a mailbox gives an error; the others are still read.
# Source: Respond to a compromised email account, https://learn.microsoft.com/defender-office-365/responding-to-a-compromised-email-account
# Source: Get-InboxRule (Exchange PowerShell reference), https://learn.microsoft.com/powershell/module/exchangepowershell/get-inboxrule
ConvertTo-Json -Depth 4 -InputObject @(
  'scan@print.adatum.example','backup@nas.adatum.example' |
  ForEach-Object { Get-Mailbox -Identity $_ } |
  ForEach-Object { $mailbox = $_.PrimarySmtpAddress; Get-InboxRule -Mailbox $mailbox -IncludeHidden | Add-Member -NotePropertyName Mailbox -NotePropertyValue $mailbox -Force -PassThru } |
  Select-Object 'Mailbox','MailboxOwnerId',`);
  });

  it('comments out what runs elsewhere', () => {
    const elsewhere =
      /EmailEvents|postconf|postqueue|Get-ReceiveConnector|Get-ADPermission|Get-MessageTrackingLog|https:/;
    for (const line of script.split('\n').filter((each) => elsewhere.test(each))) expect(line).toMatch(/^#/);
    expect(script).toContain("#    postqueue -j |\n#      grep -F -e 'print.adatum.example'");
  });

  it('connects to Graph before Exchange, and says what that takes', () => {
    const places = [
      '# Install-Module ',
      'Microsoft Entra ID P1',
      '# Connect-MgGraph ',
      '# Connect-ExchangeOnline\n',
    ].map((text) => script.indexOf(text));
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(0);
  });

  it('says which time it covers', () => {
    expect(script).toContain('# Time: 2026-11-23T14:02:00Z to 2026-11-24T18:00:00Z, ');
    expect(powerShellScript({ values: nothingKnown, language: 'en' })).toContain(
      '# No log or bounce gave a time: the queries cover the last two days.\n',
    );
  });

  it('covers one step where one is asked for', () => {
    const one = powerShellScript({ values: ordinary, language: 'it', step: 'mfa' });
    expect(one).toContain(`# == ${texts.it['step.mfa.title']} ==\n`);
    expect(one.match(/^# == /gm)).toHaveLength(1);
    expect(one).not.toContain('Get-InboundConnector');
  });
});

describe('the page of one query', () => {
  it.each(queriesFor())(
    'says what to look for and has the whole command, and changes nothing: $id',
    (query) => {
      const page = querySheet(query, { values: hostile, language: 'en' });
      expect(page).toContain(commandText(query, hostile));
      expect(page).toContain(` ${verifyTexts.en[query.lookFor.text]}\n`);
      for (const limit of query.limits) expect(page).toContain(verifyTexts.en[limit.text]);
      const around = page.replace(commandText(query, hostile), '').split('\n');
      expect(around.filter((line) => line !== '' && !/^(?:#|\/\/) /.test(line))).toEqual([]);
      if (query.kind === 'hunting') expect(parseKusto(page).errors).toEqual([]);
    },
  );
});

describe('the script for advanced hunting', () => {
  const [, ...queries] = (huntingScript({ values: hostile, language: 'en' }) ?? '').split('\n\n');

  it('has a query a paragraph', () => {
    expect(queries).toHaveLength(9);
  });

  it.each(queries)('is KQL: %s', (query) => {
    expect(parseKusto(query).errors, query).toEqual([]);
  });

  it('is there only for steps that have such queries', () => {
    expect(huntingScript({ values: ordinary, language: 'en', step: 'mfa' })).toBeUndefined();
    expect(huntingScript({ values: ordinary, language: 'en', step: 'domains' })).toContain(
      '\n| extend Suspected = SenderMailFromDomain in~ ("print.adatum.example", "nas.adatum.example")\n',
    );
  });
});
