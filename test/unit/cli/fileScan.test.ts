import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileScan, type Threads } from '../../../src/cli/fileScan';
import { LongFile } from '../../../src/cli/longFile';
import { Output } from '../../../src/cli/output';
import { scanBatch } from '../../../src/cli/scanBatch';
import { ScanPool } from '../../../src/cli/scanPool';
import { timesIn } from '../../../src/cli/times';
import { scanWhole } from '../../../src/core/search/messageScan';
import { bundleWorker } from '../bundledWorker';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-scan-'));
const allTimes = timesIn({});
const worker = join(folder, 'scanWorker.js');
const code = (number: number) => `5.7.7${String(number % 100).padStart(2, '0')}`;

/** Mails with a code each, in their order; some are missing, and one is a log too long to be read at once. */
const paths = Array.from({ length: 500 }, (_, number) => join(folder, `${number}.eml`));
const missing = new Set([7, 100, 499]);
const long = 250;

beforeAll(() => {
  bundleWorker('cli/scanWorker.ts', worker);
  for (const [number, path] of paths.entries()) {
    if (missing.has(number)) continue;
    const body = Buffer.from(`550 ${code(number)} denied`).toString('base64');
    writeFileSync(path, `From: a@b.example\nContent-Transfer-Encoding: base64\n\n${body}\n`);
    if (number !== long) continue;
    writeFileSync(path, `550 ${code(number)} denied\n`);
    truncateSync(path, (1 << 26) + 1);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function scan(files: readonly string[], threads?: Threads) {
  const out = new PassThrough();
  const errors = new PassThrough();
  const printed = Promise.all([text(out), text(errors)]);
  const fileScan = new FileScan('text', new Output(out, errors), allTimes, threads);
  for (const file of files) await fileScan.add(file);
  await fileScan.finish();
  await fileScan.close();
  out.end();
  errors.end();
  const [lines, complaints] = await printed;
  return {
    code: fileScan.code,
    lines: lines.trimEnd().split('\n'),
    complaints: complaints.trimEnd().split('\n'),
  };
}

const alone: Threads = {
  patience: Number.POSITIVE_INFINITY,
  start: () => {
    throw new Error('not to be started');
  },
};
const onThreads: Threads = { patience: 0, start: () => new ScanPool(worker, 2) };

describe('FileScan', () => {
  it.each([
    ['on its own thread', alone],
    ['on two threads', onThreads],
    ['when the worker is not there', { patience: 0, start: () => new ScanPool(join(folder, 'none.js'), 2) }],
  ])('prints hits and errors in the order of files, %s', async (_where, threads) => {
    const { code: exitCode, lines, complaints } = await scan(paths, threads);
    const seen = [...paths.entries()].filter(([number]) => !missing.has(number));
    expect(lines).toEqual(
      seen.map(([number, path]) =>
        number === long
          ? `${path}:1:5: ${code(number)} 550 ${code(number)} denied`
          : expect.stringMatching(new RegExp(`^${path}:4:\\d+: ${code(number)} 550 ${code(number)} denied$`)),
      ),
    );
    expect(complaints.map((line) => line.slice(0, line.indexOf(': ')))).toEqual(
      [...missing].map((number) => paths[number]),
    );
    expect(exitCode).toBe(2);
  });

  it('starts no thread for a small scan', async () => {
    expect((await scan(paths.slice(0, 5), { ...alone, patience: 60_000 })).lines).toHaveLength(5);
  });

  it('says as grep does whether there are hits', async () => {
    const none = join(folder, 'none.txt');
    writeFileSync(none, 'nothing');
    for (const threads of [alone, onThreads]) {
      expect((await scan([none], threads)).code).toBe(1);
      expect((await scan([none, paths[1] ?? ''], threads)).code).toBe(0);
    }
  });
});

describe('LongFile', () => {
  const path = join(folder, 'parts.log');
  const pool = new ScanPool(worker, 2);
  afterAll(() => pool.close());

  it.each(['utf8', 'utf16le'] as const)(
    'is scanned in parts with the lines of the whole, in %s',
    async (encoding) => {
      const lines = Array.from({ length: 3000 }, (_, number) =>
        number % 7 > 0
          ? `${'à'.repeat(number % 50)} line`
          : `x${'y'.repeat(number % 90)} 550 ${code(number)}`,
      );
      const text = [...lines, 'z'.repeat(200_000), ...lines].join('\r\n');
      writeFileSync(path, Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`, encoding));
      for (const part of [4000, 30_001, 1 << 20]) {
        const hits: unknown[] = [];
        for await (const some of LongFile.at(path, 0, part)?.scan(pool, allTimes) ?? []) hits.push(...some);
        expect(hits.length).toBe(858);
        expect(hits).toEqual(scanWhole(text));
      }
    },
  );

  it('is a plain file that is no mail, and long', () => {
    writeFileSync(path, 'x');
    expect(LongFile.at(path)).toBeUndefined();
    expect(LongFile.at(paths[0] ?? '', 0)).toBeUndefined();
    expect(LongFile.at(join(folder, 'missing'), 0)).toBeUndefined();
    expect(LongFile.at(path, 0)).toBeDefined();
  });

  it('that vanishes meanwhile is told', async () => {
    writeFileSync(path, 'x');
    const file = LongFile.at(path, 0);
    rmSync(path);
    await expect(async () => {
      for await (const _ of file?.scan(pool, allTimes) ?? []);
    }).rejects.toThrow('ENOENT');
  });
});

describe('scanBatch', () => {
  it('leaves the rest of its files once it has much to print', async () => {
    const many = join(folder, 'many.log');
    writeFileSync(many, `${'x'.repeat(100)} 5.7.705\n`.repeat(20_000));
    const { done, printed, isNextLong } = await scanBatch([many, many, many], 'json', allTimes);
    expect({ done, isNextLong }).toEqual({ done: 1, isNextLong: false });
    expect(printed.trimEnd().split('\n')).toHaveLength(20_000);
  });

  it('stops at a long file', async () => {
    const {
      done,
      isNextLong,
      code: exitCode,
    } = await scanBatch([paths[1] ?? '', paths[long] ?? ''], 'text', allTimes);
    expect({ done, isNextLong, exitCode }).toEqual({ done: 1, isNextLong: true, exitCode: 0 });
  });
});
