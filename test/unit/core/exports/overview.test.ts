import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { exportsMarkdown } from '../../../../src/core/exports/markdown';
import { exportsOverview, type UnreadFile } from '../../../../src/core/exports/overview';
import { exportTexts } from '../../../../src/core/exports/texts';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import type { TenantExport } from '../../../../src/core/tenant/facts';
import { incidentValues } from '../../../../src/core/verify';
import { exportOf } from '../tenant/readTexts';

const connectors = exportOf(
  'Name,ConnectorType,SenderDomains,WhenCreatedUTC\nFrom anywhere,OnPremises,*,11/19/2026 2:10:00 AM\n',
  '/case/connectors.csv',
);
const audit = exportOf(
  'RecordType,CreationDate,UserIds,Operations,AuditData\n' +
    '2,2026-11-19T02:10:00Z,a@b.example,New-InboxRule,\n' +
    '2,2026-11-21T03:11:12Z,a@b.example,MailItemsAccessed,\n',
  '/case/audit.csv',
);

function overviewOf(
  exports: readonly TenantExport[],
  codes: readonly string[] = [],
  unread: readonly UnreadFile[] = [],
) {
  const tenant = { exports };
  const diagnosis = diagnose({ tenant, logs: new LogFactsCounter().facts() });
  return exportsOverview({ tenant, diagnosis, codes, others: [], unread, values: incidentValues({}) }, 'en');
}

const missing = (...args: Parameters<typeof overviewOf>) =>
  overviewOf(...args).missing.map(({ kind }) => kind);

describe('exports', () => {
  it('are told with their rows, and with the period of all rows, kept or not', () => {
    expect(overviewOf([connectors, audit]).found).toEqual([
      {
        file: '/case/connectors.csv',
        kind: 'inbound-connectors',
        name: 'Inbound connectors',
        rows: 1,
        kept: 1,
        first: undefined,
        last: undefined,
        notes: ['Dates such as 10/11/2026 were read month first, as this file or those read with it show.'],
      },
      {
        file: '/case/audit.csv',
        kind: 'audit-log',
        name: 'Audit log',
        rows: 2,
        kept: 1,
        first: '2026-11-19T02:10:00Z',
        last: '2026-11-21T03:11:12Z',
        notes: [],
      },
    ]);
  });

  it('that are missing are those that decide about the codes met', () => {
    expect(missing([], ['5.7.703'])).toEqual(['block-list']);
    expect(missing([], ['5.7.711'])).toEqual([
      'audit-log',
      'inbound-connectors',
      'message-trace',
      'sign-ins',
    ]);
    expect(missing([connectors, audit], ['5.7.711'])).toEqual(['message-trace', 'sign-ins']);
    expect(missing([connectors, audit])).toContain('accepted-domains');
  });

  it('that are missing come with the queries that fetch them', () => {
    const [rows] = overviewOf([], ['5.7.711']).missing;
    expect(rows?.causes).toEqual(['Rogue connector']);
    expect(rows?.queries.map(({ id, where }) => [id, where])).toEqual([
      ['connector-audit', 'Exchange Online PowerShell'],
    ]);
    expect(rows?.queries[0]?.command).toContain("-Path 'ndr-lens-connector-audit.json'");
  });

  it('that were answered by one query leave the questions of others open', () => {
    const answer = { ...audit, query: 'connector-audit' };
    const open = overviewOf([answer]).missing.find(({ kind }) => kind === 'audit-log');
    expect(open?.queries.map(({ id }) => id)).not.toContain('connector-audit');
    expect(open?.queries.map(({ id }) => id)).toContain('account-audit');
  });
});

describe('the page', () => {
  it('says what was found, what was not read and why, and what is missing', () => {
    const unread: UnreadFile[] = [
      { file: '/case/colours.csv', refusal: { reason: 'unknown', columns: ['Colour', 'Taste'] } },
      { file: '/case/empty.json', refusal: { reason: 'empty' } },
      { file: '/case/locked.csv', refusal: { reason: 'failed', said: 'EACCES' } },
    ];
    const page = exportsMarkdown(overviewOf([audit], ['5.7.711'], unread), 'en');
    expect(page).toContain('Files: 4. Recognized: 1; read as logs or messages: 0; not read: 3.');
    expect(page).toContain(
      '- /case/audit.csv: Audit log. Rows: 2; Facts kept: 1; Period: Nov 19, 2026, 02:10:00 UTC – Nov 21, 2026, 03:11:12 UTC',
    );
    expect(page).toContain(
      "- /case/colours.csv: it isn't an export that NDR Lens knows. Its columns: Colour, Taste.",
    );
    expect(page).toContain('- /case/empty.json: it has no rows that can be read.');
    expect(page).toContain('- /case/locked.csv: it could not be read: EACCES.');
    expect(page).toContain('### Inbound connectors');
    expect(page).toContain('`inbound-connectors`');
  });

  it('says so where nothing was found, and where nothing is missing', () => {
    expect(exportsMarkdown(overviewOf([]), 'en')).toContain(exportTexts.en.nothing);
    const blocks = exportOf('[{"Value":"a@b.example","Action":"Block","ListType":"Sender"}]');
    const asked = { ...blocks, kind: 'block-list' as const };
    expect(exportsMarkdown(overviewOf([asked], ['5.7.703']), 'en')).toContain(exportTexts.en['missing.none']);
  });

  it('makes no markup of names, columns and commands', () => {
    const file = '/case/| <b>`[x](command:y)\u001b[2J\n# z.csv';
    const refusal = { reason: 'unknown', columns: ['<img src=x>', '```'] } as const;
    const overview = overviewOf([{ ...audit, source: { file } }], [], [{ file, refusal }]);
    const command = 'Get-X "```\n# no heading"';
    const [first] = overview.missing;
    const hostile = {
      ...overview,
      missing: first ? [{ ...first, queries: first.queries.map((query) => ({ ...query, command })) }] : [],
    };
    const page = exportsMarkdown(hostile, 'en');
    expect(page).not.toMatch(/<b>|<img|\u001b|(?<!\\)\]\(command/);
    expect(page).toContain('````\nGet-X "```\n# no heading"\n````');
    // A line each, what was found and what was not read.
    expect(page.split('\n').filter((line) => line.startsWith('- /case/'))).toHaveLength(2);
    expect(page).not.toMatch(/^# z/m);
  });
});

describe('texts', () => {
  it('say the same in both languages, with the same places', () => {
    const places = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
    const { en, it: italian } = exportTexts;
    expect(Object.keys(italian)).toEqual(Object.keys(en));
    for (const [id, text] of Object.entries(en))
      expect([id, places(italian[id as keyof typeof italian])]).toEqual([id, places(text)]);
  });
});
