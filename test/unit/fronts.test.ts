import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/checkCommand';
import { Output } from '../../src/cli/output';
import { reportCommand } from '../../src/cli/reportCommand';
import { scanCommand } from '../../src/cli/scanCommand';
import { verifyCommand } from '../../src/cli/verifyCommand';
import { printable } from '../../src/core/code/printable';
import { diagnose } from '../../src/core/diagnosis/diagnose';
import { causesText } from '../../src/core/diagnosis/report';
import { findingsIn } from '../../src/core/findings';
import { logFactsOf } from '../../src/core/findings/logFacts';
import type { LogFacts } from '../../src/core/logs/figures/logFacts';
import type { ScanSnapshot } from '../../src/core/logs/figures/snapshot';
import { IncidentScan } from '../../src/core/scan/fileScan';
import { ScanSignals } from '../../src/core/scan/protocol';
import { ReportingSink } from '../../src/core/scan/reportingSink';
import { ScanRecord } from '../../src/core/scan/scanRecord';
import { readTenantFile } from '../../src/core/tenant/files';
import { incidentValues, powerShellScript } from '../../src/core/verify';
import { zip } from './core/files/zip';
import { kinds } from './core/logs/generatedLogs';
import { logOf, type Traffic, traffic } from './core/logs/generatedTraffic';
import { request } from './core/scan/scans';

const root = mkdtempSync(join(tmpdir(), 'ndr-lens-fronts-'));
const samples = join(import.meta.dirname, '../../samples');
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What a command prints. */
async function printed(
  command: (args: string[], output: Output) => Promise<number>,
  ...args: readonly string[]
): Promise<{ out: string; errors: readonly string[] }> {
  const [out, errors] = [new PassThrough(), new PassThrough()];
  const all = Promise.all([text(out), text(errors)]);
  await command([...args], new Output(out, errors));
  out.end();
  errors.end();
  const [said, complained] = await all;
  return { out: said, errors: complained.split('\n').filter((line) => line !== '') };
}

const objectsIn = (lines: string) =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** What the window knows of a folder: what its worker and its record of a scan say. */
async function inWindow(paths: readonly string[], globs: readonly string[]): Promise<ScanSnapshot> {
  const signals = new ScanSignals();
  const record = new ScanRecord('');
  const sink = new ReportingSink(1, signals, (report) => {
    record.take(structuredClone(report));
    if (report.type === 'events' || report.type === 'listed') signals.take();
  });
  const include = globs.filter((glob) => !glob.startsWith('!'));
  const exclude = globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1));
  const outcome = await new IncidentScan().run(request(paths, { include, exclude }), sink);
  sink.flush();
  record.take({ type: 'done', id: 1, ...outcome });
  return record.snapshot();
}

function factsIn(snapshot: ScanSnapshot): LogFacts {
  for (const steps = logFactsOf(snapshot); ; ) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const fitToShow = (value: unknown) =>
  JSON.parse(JSON.stringify(value), (_, each) => (typeof each === 'string' ? printable(each) : each));
const sorted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).sort();
/** What is in an archive is a file of its own there, and a part of one here. */
const asProblem = (line: string) => line.replace(/(\.zip)\//i, '$1: ');

/** Asks both fronts about some paths, and compares what they say to the letter. */
async function expectSame(
  paths: readonly string[],
  exports: readonly string[],
  globs: readonly string[] = [],
) {
  const snapshot = await inWindow(paths, globs);
  const globbed = globs.flatMap((glob) => ['--glob', glob]);
  const problems = snapshot.files.flatMap(({ path, problem }) =>
    problem === undefined ? [] : [`${printable(path)}: ${problem}`],
  );

  const places = await printed(scanCommand, '--json', ...globbed, ...paths);
  const place = ({ file, line, column, code }: Record<string, unknown>) => ({ file, line, column, code });
  const hits = snapshot.events.flatMap(({ file, hits: found }) =>
    found.map((hit) => place({ file, ...hit })),
  );
  expect(sorted(objectsIn(places.out).map(place))).toEqual(sorted(hits));
  expect(places.errors.map(asProblem).sort()).toEqual([...problems].sort());

  const senders = await printed(scanCommand, '--senders', '--json', ...globbed, ...paths);
  const told = snapshot.events.flatMap((event) => {
    const { file, moment, sender, recipient, queueId, messageId, source, remoteHost, server, connector } =
      event;
    const who = { sender, recipient, queueId, messageId, source, remoteHost, server, connector };
    return event.hits.map(({ line, column, code }) =>
      fitToShow({
        ...{ file, line, column, code, time: moment?.time, ...who },
        ...{ outcome: event.outcome, diagnostic: event.diagnostic, record: event.record },
      }),
    );
  });
  expect(sorted(objectsIn(senders.out))).toEqual(sorted(told));
  expect(senders.errors.map(asProblem).sort()).toEqual([...problems].sort());

  const report = await printed(reportCommand, '--format', 'json', '--lang', 'en', ...globbed, ...paths);
  const { text: _, ...summary } = JSON.parse(report.out);
  expect(summary).toEqual(fitToShow(snapshot.summary));
  expect(report.errors.map(asProblem).sort()).toEqual([...problems].sort());
  if (globs.length > 0) return snapshot;

  const verify = await printed(verifyCommand, '--lang', 'en', '--from', ...paths);
  const values = incidentValues({ summary: snapshot.summary });
  expect(verify.out).toBe(powerShellScript({ values, language: 'en', step: undefined }));

  const check = await printed(checkCommand, '--json', '--lang', 'en', ...exports, '--logs', ...paths);
  const imported = await Promise.all(
    exports.map(async (path) => {
      const read = await readTenantFile(path);
      if ('refusal' in read) throw new Error(`${path} was refused`);
      return read.export;
    }),
  );
  const circumstances = { tenant: { exports: imported }, logs: factsIn(snapshot) };
  const findings = findingsIn(circumstances);
  const found = objectsIn(check.out).map(({ text: __, sources: ___, ...finding }) => finding);
  expect(found).toEqual(fitToShow(findings));
  expect(check.errors.map(asProblem).sort()).toEqual([...problems].sort());

  const inWords = await printed(checkCommand, '--lang', 'en', ...exports, '--logs', ...paths);
  expect(inWords.out).toContain(causesText(diagnose(circumstances), 'en'));
  return snapshot;
}

function place(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const accepted = (folder: string) =>
  place(
    folder,
    'accepted.csv',
    'DomainName,DomainType,MatchSubDomains,Default\ncontoso.example,Authoritative,False,True\n',
  );

/** How a log of some lines is written into a folder. */
const written: Readonly<
  Record<string, (lines: string) => readonly [ending: string, content: string | Buffer]>
> = {
  plain: (lines) => ['log', lines],
  'in capitals': (lines) => ['LOG', lines],
  'with carriage returns': (lines) => ['log', lines.replaceAll('\n', '\r\n')],
  'in UTF-16': (lines) => ['log', Buffer.from(`\ufeff${lines}`, 'utf16le')],
  gzip: (lines) => ['log.gz', gzipSync(lines)],
  zip: (lines) => ['zip', zip([{ name: 'in/mail.log', content: lines }])],
  'gzip that is cut short': (lines) => ['log.gz', gzipSync(lines).subarray(0, -9)],
};

const bounceNames = ['5.7.750-hybrid-relay.eml', '5.7.705-hidden-in-base64.eml', '5.7.705-bulk-mail.eml'];
const bounceOf = (name: string) => readFileSync(join(samples, 'bounces', name));
const mailbox = bounceNames
  .map(
    (name) =>
      `From a@b.example Tue Nov 24 03:12:00 2026\n${bounceOf(name).toString().replaceAll('\r\n', '\n')}\n\n`,
  )
  .join('');

const file = fc.oneof(
  fc.record({
    kind: fc.constantFrom(...kinds),
    traffic,
    how: fc.constantFrom(...Object.keys(written)),
    folder: fc.constantFrom('', 'a', 'a/b'),
  }),
  fc.record({ bounce: fc.constantFrom(...bounceNames, 'mbox'), folder: fc.constantFrom('', 'a') }),
);

type Made =
  | { kind: (typeof kinds)[number]; traffic: Traffic; how: string; folder: string }
  | { bounce: string; folder: string };

function write(folder: string, made: Made, number: number): void {
  if ('bounce' in made) {
    const content = made.bounce === 'mbox' ? mailbox : bounceOf(made.bounce);
    place(folder, join(made.folder, `${number}.${made.bounce === 'mbox' ? 'mbox' : 'eml'}`), content);
    return;
  }
  const [ending, content] = written[made.how]?.(`${logOf(made.kind, made.traffic).join('\n')}\n`) ?? ['', ''];
  place(folder, join(made.folder, `${number}.${ending}`), content);
}

describe('the command line and the window', () => {
  it('say the same of the samples', { timeout: 60_000 }, async () => {
    const folder = join(root, 'samples');
    cpSync(join(samples, 'logs'), join(folder, 'logs'), { recursive: true });
    cpSync(join(samples, 'bounces'), join(folder, 'bounces'), { recursive: true });
    place(folder, 'inbox.mbox', mailbox);
    const cut = place(folder, 'cut.log.gz', gzipSync(readFileSync(join(samples, 'logs/mail.log'))));
    truncateSync(cut, 300);
    const exports = [
      'accepted-domains.json',
      'inbound-connectors.csv',
      'mailboxes.csv',
      'blocked-connectors.json',
    ];
    const { events } = await expectSame(
      [folder],
      exports.map((name) => join(samples, 'tenant', name)),
    );
    expect(events.length).toBeGreaterThan(30);
  });

  it('say the same of any folder', { timeout: 120_000 }, async () => {
    let number = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { minLength: 1, maxLength: 5 }),
        fc.constantFrom([], ['*.log'], ['*.LOG', '*.eml'], ['!*.gz'], ['a/*'], ['!b', '*.log*']),
        async (made, globs) => {
          number += 1;
          const folder = join(root, `made${number}`);
          for (const [index, each] of made.entries()) write(folder, each, index);
          await expectSame([folder], [accepted(root)], globs);
          rmSync(folder, { recursive: true });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('count a mail once that a log and its bounce tell of, and that what they printed tells of again', async () => {
    const folder = join(root, 'twice');
    const stamp = 'Nov 23 10:00:00 mx postfix/';
    const log = place(
      folder,
      'mail.log',
      `${stamp}qmgr[1]: 4A1C2D3E4F: from=<a@contoso.example>, size=1\n${stamp}smtp[1]: 4A1C2D3E4F: to=<x@y.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 Access denied)\n`,
    );
    const group =
      'Final-Recipient: rfc822; x@y.example\nStatus: 5.7.705\nDiagnostic-Code: smtp; 550 5.7.705 No\n';
    place(
      folder,
      'bounce.eml',
      `From: MAILER-DAEMON@mx.contoso.example\nTo: a@contoso.example\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.contoso.example\nX-Postfix-Queue-ID: 4A1C2D3E4F\n\n${group}\n--q--\n`,
    );
    const { summary, events } = await expectSame([folder], [accepted(root)]);
    expect(events).toHaveLength(2);
    expect(summary).toMatchObject({ blocked: 1, codes: [{ blocked: 1 }], senders: [{ blocked: 1 }] });
    for (const path of [log, folder]) {
      const { out } = await printed(scanCommand, '--senders', '--json', path);
      const own = place(root, 'own.jsonl', out);
      const again = await printed(reportCommand, '--format', 'json', own);
      expect(JSON.parse(again.out)).toMatchObject({ blocked: 1, mentions: 0 });
    }
  });

  it('know a domain that only delivered mail comes from, and where, and accuse it of nothing', async () => {
    const stamp = 'Nov 23 10:00:00 mx postfix/';
    const log = place(
      join(root, 'delivered'),
      'mail.log',
      [
        `${stamp}qmgr[1]: AAAAA: from=<a@contoso.example>, size=1`,
        `${stamp}smtp[1]: AAAAA: to=<x@y.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 Access denied)`,
        `${stamp}qmgr[1]: BBBBB: from=<spam@unregistered.example>, size=1`,
        `${stamp}smtp[1]: BBBBB: to=<x@y.example>, relay=r[203.0.113.1]:25, dsn=2.0.0, status=sent (250 OK)`,
        '',
      ].join('\n'),
    );
    const snapshot = await expectSame([log], [accepted(root)]);
    expect(factsIn(snapshot).domains).toEqual([
      { name: 'contoso.example', blocked: 1, codes: ['5.7.705'], evidence: { file: log, line: 2 } },
      { name: 'unregistered.example', blocked: 0, codes: [], evidence: { file: log, line: 4 } },
    ]);
    const { out } = await printed(checkCommand, '--lang', 'en', accepted(root), '--logs', log);
    expect(out).not.toContain('unregistered.example');
  });
});
