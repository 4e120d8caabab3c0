import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findingsIn } from '../../../../src/core/findings';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import type { Clock } from '../../../../src/core/logs/formats/clock';
import { logFile, readLogs } from '../../../../src/core/scan/readFiles';
import { readTenantFile } from '../../../../src/core/tenant/files';

const folder = 'samples/tenant';

/** What each sample is, its rows, and those that something is kept of. */
const expectedExports: Readonly<Record<string, readonly [kind: string, rows: number, kept: number]>> = {
  'accepted-domains.json': ['accepted-domains', 4, 4],
  'access-policies.json': ['access-policies', 2, 2],
  'audit-log.csv': ['audit-log', 5, 4],
  'block-list.json': ['block-list', 1, 1],
  'blocked-connectors.json': ['blocked-connectors', 1, 1],
  'inbound-connectors.csv': ['inbound-connectors', 2, 2],
  'inbox-rules.txt': ['inbox-rules', 2, 2],
  'mailbox-permissions.csv': ['mailbox-permissions', 2, 1],
  'mailboxes.csv': ['mailboxes', 3, 3],
  'message-trace-v2.csv': ['message-trace', 222, 41],
  'mfa-registration.csv': ['mfa-registration', 3, 3],
  'outbound-connectors.txt': ['outbound-connectors', 2, 2],
  'postconf-mail01.txt': ['postfix', 8, 6],
  'receive-connectors.json': ['receive-connectors', 2, 2],
  'relay-permissions.csv': ['relay-permissions', 1, 1],
  'restricted-senders.txt': ['blocked-senders', 1, 1],
  'role-members.json': ['role-members', 2, 2],
  'sign-ins.json': ['sign-ins', 7, 7],
};

/** What they prove together with the logs of the hybrid relay, by step. */
const expectedFindings: readonly (readonly [
  severity: string,
  rule: string,
  subject: string,
  places: string,
])[] = [
  ['critical', 'domain-subdomain', 'nas.adatum.example', 'mail.log:9 accepted-domains.json:2'],
  ['critical', 'domain-subdomain', 'print.adatum.example', 'mail.log:5 accepted-domains.json:2'],
  ['warning', 'domain-pending', 'faxsrv.adatum.example', 'accepted-domains.json:32'],
  ['critical', 'admin-without-mfa', 'it-admin@adatum.example', 'mfa-registration.csv:4'],
  ['warning', 'policy-off', 'Require MFA for administrators', 'access-policies.json:2'],
  ['warning', 'policy-none', 'MFA', 'access-policies.json:2'],
  ['critical', 'connector-foreign', 'Relay service 365', 'inbound-connectors.csv:5'],
  ['warning', 'connector-new-inbound', 'Relay service 365', 'inbound-connectors.csv:5'],
  ['warning', 'connector-new-outbound', 'Archive copy', 'outbound-connectors.txt:11'],
  ['critical', 'connector-actor-country', 'Archive copy', 'audit-log.csv:3 sign-ins.json:82'],
  ['critical', 'connector-actor-country', 'Relay service 365', 'audit-log.csv:4 sign-ins.json:82'],
  ['critical', 'connector-blocked', 'Relay service 365', 'blocked-connectors.json:1'],
  ['information', 'connector-smart-host', 'Archive copy', 'outbound-connectors.txt:11'],
  ['critical', 'sender-restricted', 'crm@adatum.example', 'restricted-senders.txt:2'],
  ['critical', 'account-foreign', 'crm@adatum.example', 'sign-ins.json:30 audit-log.csv:5'],
  [
    'critical',
    'account-foreign',
    'it-admin@adatum.example',
    'sign-ins.json:82 audit-log.csv:3 audit-log.csv:4',
  ],
  ['critical', 'volume-own-past', 'crm@adatum.example', 'message-trace-v2.csv:85'],
  ['critical', 'rule-hides', 'crm: ..', 'inbox-rules.txt:12'],
  ['critical', 'rule-forwards', 'crm: ..', 'inbox-rules.txt:12'],
  ['warning', 'mailbox-forwards', 'sales@adatum.example', 'mailboxes.csv:4'],
  ['warning', 'mailbox-full-access', 'it-admin@adatum.example > crm', 'mailbox-permissions.csv:3'],
  ['warning', 'sign-in-travel', 'it-admin@adatum.example', 'sign-ins.json:108 sign-ins.json:82'],
  ['warning', 'audit-inbox-rule', 'crm: ..', 'audit-log.csv:5'],
  [
    'critical',
    'relay-anyone',
    'EXCH02\\Relay printers',
    'relay-permissions.csv:3 receive-connectors.json:15',
  ],
  ['information', 'receive-anonymous-wide', 'EXCH02\\Default Frontend EXCH02', 'receive-connectors.json:2'],
  ['information', 'receive-anonymous-wide', 'EXCH02\\Relay printers', 'receive-connectors.json:15'],
  ['critical', 'postfix-networks', 'MAIL01.hq.adatum.example', 'postconf-mail01.txt:5'],
  ['critical', 'postfix-relay', 'MAIL01.hq.adatum.example', 'postconf-mail01.txt:9'],
  ['information', 'recipient-blocked', 'supplier@blocked.example', 'block-list.json:2'],
];

async function readSamples() {
  const imported = await Promise.all(
    readdirSync(folder)
      .sort()
      .map((name) => readTenantFile(join(folder, name))),
  );
  return imported.map((each) => {
    if ('refusal' in each) throw new Error(`${each.file} was refused`);
    return each.export;
  });
}

const nameOf = (path: string) => path.split('/').at(-1) ?? '';

describe('samples of a tenant', () => {
  it('are read as what they are', async () => {
    const exports = await readSamples();
    expect(
      Object.fromEntries(
        exports.map(({ source, kind, rowCount, rows }) => [
          nameOf(source.file),
          [kind, rowCount, rows.length],
        ]),
      ),
    ).toEqual(expectedExports);
    for (const { skipped, dropped, source } of exports) {
      expect({ skipped, dropped }).toEqual({ skipped: 0, dropped: 0 });
      expect(source.sha256).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  it('tell one story', async () => {
    const clock: Clock = { reference: Date.parse('2026-11-25T00:00:00Z'), offsetAt: () => 60 };
    const counter = new LogFactsCounter();
    const logs = ['samples/logs/mail.log', 'samples/logs/mail.log.1'];
    for await (const batch of readLogs(await Promise.all(logs.map(logFile)), clock))
      if ('events' in batch) for (const event of batch.events) counter.add(event);
    const findings = findingsIn({ tenant: { exports: await readSamples() }, logs: counter.facts() });
    expect(
      findings.map(({ severity, rule, subject, evidence }) => [
        severity,
        rule,
        subject,
        evidence.map(({ file, line }) => `${nameOf(file)}:${line}`).join(' '),
      ]),
    ).toEqual(expectedFindings);
  });
});
