import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';

/** What was asked of the system, by path: how often a file was opened and looked at, and how many of its bytes were read. */
const work = vi.hoisted(() => ({
  opens: new Map<string, number>(),
  stats: new Map<string, number>(),
  bytes: new Map<string, number>(),
  paths: new Map<number, string>(),
}));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const add = (counts: Map<string, number>, path: string, more: number) =>
    counts.set(path, (counts.get(path) ?? 0) + more);
  const wrapped = {
    ...fs,
    openSync: (path: string, ...rest: [string]) => {
      const descriptor = fs.openSync(path, ...rest);
      add(work.opens, path, 1);
      work.paths.set(descriptor, path);
      return descriptor;
    },
    readSync: (descriptor: number, ...rest: [NodeJS.ArrayBufferView, number, number, number | null]) => {
      const read = fs.readSync(descriptor, ...rest);
      add(work.bytes, work.paths.get(descriptor) ?? '', read);
      return read;
    },
    statSync: (path: string, ...rest: []) => {
      add(work.stats, path, 1);
      return fs.statSync(path, ...rest);
    },
    fstatSync: (descriptor: number, ...rest: []) => {
      add(work.stats, work.paths.get(descriptor) ?? '', 1);
      return fs.fstatSync(descriptor, ...rest);
    },
  };
  return { ...wrapped, default: wrapped };
});

const { Output } = await import('../../src/cli/output');
const { reportCommand } = await import('../../src/cli/reportCommand');
const { scanCommand } = await import('../../src/cli/scanCommand');
const { IncidentScan } = await import('../../src/core/scan/fileScan');
const { ScanSignals } = await import('../../src/core/scan/protocol');
const { ReportingSink } = await import('../../src/core/scan/reportingSink');
const { request } = await import('./core/scan/scans');

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-opens-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  for (const counts of [work.opens, work.stats, work.bytes]) counts.clear();
});

const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const bounce = 'From: postmaster@x.example\nSubject: failed\nContent-Type: text/plain\n\n550 5.7.750 no\n';
const sent = (number: number) =>
  `Nov 23 10:00:00 mx postfix/smtp[1]: ${(0xb00000 + number).toString(16).toUpperCase()}: to=<x@y.example>, relay=r[203.0.113.1]:25, dsn=2.0.0, status=sent (250 OK)\n`;
const refused =
  'Nov 23 10:00:01 mx postfix/smtp[1]: AAAAA: to=<c@d.example>, relay=r[203.0.113.1]:25, status=bounced (550 5.7.705 no)\n';
const noise = Array.from({ length: 2000 }, (_, number) => sent(number)).join('');
const mails = Array.from({ length: 200 }, (_, number) => file(`${number}.eml`, bounce));
const quiet = file('quiet.log', noise);
const packed = file('quiet.log.gz', gzipSync(noise));
const coded = file('coded.log', refused + noise);
const all = [...mails, quiet, packed, coded];

function output() {
  const stream = () => new PassThrough().resume();
  return new Output(stream(), stream());
}

/** Runs a scan as the window does, and says how many files were open when the first event was told. */
async function scanInWindow(paths: readonly string[]): Promise<number> {
  const signals = new ScanSignals();
  let first = Number.POSITIVE_INFINITY;
  const sink = new ReportingSink(1, signals, (report) => {
    if (report.type === 'events') first = Math.min(first, work.opens.size);
    if (report.type === 'events' || report.type === 'listed') signals.take();
  });
  await new IncidentScan().run(request(paths), sink);
  return first;
}

const fronts: readonly (readonly [name: string, run: () => Promise<unknown>, passes: number])[] = [
  ['scan', () => scanCommand([folder], output()), 1],
  ['report', () => reportCommand([folder], output()), 2],
  ['scan --senders', () => scanCommand(['--senders', folder], output()), 2],
  ['the window', () => scanInWindow([folder]), 2],
];

describe('files of a scan', () => {
  it.each(fronts)('are opened once and read once, but for a second pass: %s', async (_, run, passes) => {
    await run();
    // A second pass goes over all logs that may tell of the messages that a code concerns.
    const logs = new Set([quiet, packed, coded]);
    for (const path of all) {
      const times = logs.has(path) ? passes : 1;
      expect([path, work.opens.get(path)]).toEqual([path, times]);
      expect([path, work.bytes.get(path)]).toEqual([path, times * statSync(path).size]);
    }
  });

  it('are asked for their sizes and times once, and mails on the command line never', async () => {
    await scanCommand([folder], output());
    for (const path of mails) expect(work.stats.get(path)).toBeUndefined();
    work.stats.clear();
    await scanInWindow([folder]);
    for (const path of mails) expect(work.stats.get(path)).toBe(1);
    // Which file of the disk it is matters for the second pass.
    for (const path of [quiet, packed, coded]) expect(work.stats.get(path)).toBeLessThanOrEqual(3);
  });

  it('show in the window as soon as something is found, mails before any log is read', async () => {
    expect(await scanInWindow([folder])).toBe(1);
    work.opens.clear();
    expect(await scanInWindow([quiet, packed, ...mails])).toBe(3);
  });

  it('are closed again, however many logs wait for their turn', async () => {
    const many = Array.from({ length: 200 }, (_, number) =>
      file(`many${number}.log`, noise.slice(0, 70_000)),
    );
    await reportCommand(many, output());
    const opened = many.map((path) => work.opens.get(path));
    expect(opened.filter((times) => times === 1)).toHaveLength(128);
    expect(opened.filter((times) => times === 2)).toHaveLength(72);
    for (const path of many) rmSync(path);
  });
});
