import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { diagnose } from '../../../../src/core/diagnosis/diagnose';
import { LogFactsCounter } from '../../../../src/core/findings/logFacts';
import { logFile, readLogs } from '../../../../src/core/scan/readFiles';
import { noFacts } from '../../../../src/core/tenant/facts';
import { refused } from './logLines';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-counted-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let ids = 0;
/** The lines of Postfix about one mail that was delivered. */
function delivered(at: string, from: string): string {
  ids += 1;
  const id = `C0DE${ids}`;
  return [
    `smtpd[9]: ${id}: client=pc[10.0.0.5]`,
    `qmgr[3]: ${id}: from=<${from}>, size=900, nrcpt=1 (queue active)`,
    `smtp[5]: ${id}: to=<x@other.example>, relay=contoso-example.mail.protection.outlook.com[52.101.70.9]:25, delay=1, dsn=2.0.0, status=sent (250 2.6.0 Queued)`,
    `qmgr[3]: ${id}: removed`,
  ]
    .map((line) => `${at}+00:00 mail01 postfix/${line}\n`)
    .join('');
}

/** A week in which people send a few mails a day, and one sender some at the end. */
const log = (last: number, from = 'anna@contoso.example') =>
  [
    ...['14', '15', '16', '17', '18', '19'].flatMap((day) =>
      ['anna', 'bruno', 'carla'].map((name) =>
        delivered(`2026-11-${day}T09:00:00`, `${name}@contoso.example`),
      ),
    ),
    ...Array.from({ length: last }, (_, index) =>
      delivered(`2026-11-20T07:${String(index % 60).padStart(2, '0')}:00`, from),
    ),
    refused('5.7.705', '09:00:00', 'pc[10.0.0.5]', 'bruno@contoso.example'),
  ].join('');

/** As the editor and the report read it: what was delivered is only counted. */
async function counted(text: string) {
  const path = join(folder, `mail-${ids}.log`);
  writeFileSync(path, text);
  const facts = new LogFactsCounter();
  const clock = { reference: Date.parse('2026-11-21T00:00:00Z'), offsetAt: () => 0 };
  for await (const batch of readLogs([await logFile(path)], clock, { counted: {} })) {
    if ('error' in batch) throw batch.error;
    facts.addBatch(batch);
  }
  const logs = facts.copy().facts();
  expect(logs.flows.every((flow) => flow.delivered === 0)).toBe(true);
  return diagnose({ tenant: noFacts, logs });
}

describe('mail that is only counted', () => {
  it('shows who sent unusually much before the block', async () => {
    const { causes, story } = await counted(log(200));
    expect(causes.map(({ kind }) => kind).sort()).toContain('compromised-user');
    expect(causes[0]?.culprits).toEqual([{ type: 'account', name: 'anna@contoso.example' }]);
    expect(causes[0]?.reasons[0]).toMatchObject({
      sign: 'counted-burst',
      values: { count: '206', usual: '3' },
    });
    expect(causes[0]?.evidence[0]?.line).toBeGreaterThan(0);
    expect(story[0]).toMatchObject({
      kind: 'unusual-volume',
      name: 'anna@contoso.example',
      at: Date.parse('2026-11-20T07:00:00Z'),
    });
    // It says what to ask, and accuses nobody.
    expect(causes[0]?.confidence).toBeLessThan(0.5);
  });

  it('says nothing of an ordinary day, nor of senders that are not the tenant’s', async () => {
    expect((await counted(log(5))).causes).toEqual([]);
    expect((await counted(log(200, 'news@bigshop.example'))).causes).toEqual([]);
  });
});
