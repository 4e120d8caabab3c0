import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MsgThread } from '../../../../src/core/msg/msgThread';
import { readMsg } from '../../../../src/core/msg/readMsg';
import { amount } from '../../full';
import { forwarded, html, report, textOnly } from './outlookBounces';
import { writeMsg } from './writeMsg';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-msg-'));
const worker = join(folder, 'msgWorker.cjs');

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, '../../../../src/core/msg/msgWorker.ts')],
    outfile: worker,
    bundle: true,
    platform: 'node',
    logLevel: 'error',
  });
});

/** The same numbers each time, so that a failure can be seen again. */
function* randomNumbers(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Some bytes of a file changed, mostly where its tables are. */
function damaged(bytes: Buffer, numbers: Generator<number>): Buffer {
  const copy = Buffer.from(bytes);
  const next = () => numbers.next().value as number;
  const changes = 1 + Math.floor(next() * 8);
  for (let change = 0; change < changes; change += 1) {
    const near = next() < 0.5 ? 2048 : copy.length;
    const at = Math.floor(next() * Math.min(near, copy.length));
    if (next() < 0.5) copy[at] = Math.floor(next() * 256);
    else if (at + 4 <= copy.length) copy.writeUInt32LE(Math.floor(next() * 64), at);
  }
  return next() < 0.1 ? copy.subarray(0, Math.floor(next() * copy.length)) : copy;
}

const threads: MsgThread[] = [];
const threadOf = (path: string, patience?: number) => {
  const thread = new MsgThread(path, patience);
  threads.push(thread);
  return thread;
};

afterAll(async () => {
  for (const thread of threads) await thread.close();
});

const script = (name: string, code: string) => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, code);
  return path;
};

describe('the thread for Outlook messages', () => {
  it('gives what is read in place', async () => {
    const thread = threadOf(worker);
    const files = [report, textOnly, html, forwarded].map(writeMsg);
    const read = await Promise.all(files.map((bytes) => thread.read(bytes)));
    expect(read).toEqual(files.map((bytes) => readMsg(bytes)));
    expect(thread.counts).toEqual({ started: 1, ended: 0 });
  });

  it('answers each of many damaged files, and reads a sound one after each that ended it', async () => {
    const thread = threadOf(worker, 2000);
    const numbers = randomNumbers(77);
    const sound = writeMsg(textOnly);
    const files = Array.from({ length: amount(100, 5000) }, (_, index) =>
      damaged(writeMsg([report, textOnly, html, forwarded][index % 4] ?? report), numbers),
    );
    const answers = await Promise.allSettled(files.map((bytes) => thread.read(bytes)));
    expect(answers).toHaveLength(files.length);
    for (const answer of answers)
      if (answer.status === 'rejected')
        expect(answer.reason.message).toMatch(/^(?:The Outlook message is|This is no Outlook message)/);
    expect((await thread.read(sound)).text).toContain('Remote Server returned');
    expect(thread.counts.started).toBeLessThanOrEqual(thread.counts.ended + 1);
  });

  it('is ended by what never ends, and by what needs all memory', async () => {
    const endless = script(
      'endless.cjs',
      "require('node:worker_threads').parentPort.on('message', () => { for (;;); });",
    );
    const greedy = script(
      'greedy.cjs',
      "require('node:worker_threads').parentPort.on('message', () => { const all = []; for (;;) all.push(new Array(1e5).fill(1.5)); });",
    );
    for (const [path, patience] of [
      [endless, 200],
      [greedy, 60_000],
    ] as const) {
      const thread = threadOf(path, patience);
      await expect(thread.read(new Uint8Array())).rejects.toThrow('damaged');
      await expect(thread.read(new Uint8Array())).rejects.toThrow('damaged');
      expect(thread.counts).toEqual({ started: 2, ended: 2 });
    }
  });

  it('is not asked for what is too long', async () => {
    const thread = threadOf(worker);
    await expect(thread.read(new Uint8Array((1 << 26) + 1))).rejects.toThrow('too long');
    expect(thread.counts).toEqual({ started: 0, ended: 0 });
  });
});
