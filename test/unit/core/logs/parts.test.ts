import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ThreadPool } from '../../../../src/core/files/threadPool';
import type { Deliveries } from '../../../../src/core/logs/figures/deliveries';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { LogParts } from '../../../../src/core/logs/strategies/logParts';
import { logFile, type ReadOptions, readLogs } from '../../../../src/core/scan/readFiles';
import { bundleWorker } from '../../bundledWorker';
import { amount } from '../../full';
import { logFolder } from './logFolder';
import { clock } from './readTexts';

const file = logFolder();
const worker = join(tmpdir(), `ndr-lens-parts-${process.pid}.js`);
let pool: ThreadPool;

beforeAll(() => {
  bundleWorker('core/logs/strategies/partWorker.ts', worker);
  pool = new ThreadPool(worker, 2);
});
afterAll(async () => {
  await pool.close();
  rmSync(worker, { force: true });
});

/** Reads logs in parts of such a length, on two threads. */
const onThreads = (part: number) => new LogParts(() => pool, { least: 1, part }, true);
/** Never in parts. */
const onOne = new LogParts(undefined, undefined, false);
/** A pool whose threads have ended. */
const ended = { size: 2, ask: () => Promise.reject(new Error('ended')), close: async () => undefined };

/** All that is told, in the order in which it is. */
async function told(paths: readonly string[], options: ReadOptions) {
  const events: LogEvent[] = [];
  const deliveries: Deliveries[] = [];
  for await (const batch of readLogs(await Promise.all(paths.map(logFile)), clock, options)) {
    if ('error' in batch) throw batch.error;
    events.push(...batch.events);
    if (batch.deliveries) deliveries.push(batch.deliveries);
  }
  return { events, deliveries };
}

const since = Date.parse('2026-11-23T09:00:02Z');
const ways: readonly ReadOptions[] = [
  { counted: {} },
  { counted: { since, until: since + 60_000 } },
  { codesOnly: true },
];

async function expectSame(paths: readonly string[], part: number, chosen = ways): Promise<void> {
  for (const way of chosen) {
    const expected = await told(paths, { ...way, parts: onOne });
    expect(await told(paths, { ...way, parts: onThreads(part) })).toEqual(expected);
  }
}

const delivery = (id: string, number: number, status: string, host = 'mx') =>
  `Nov 23 10:0${number % 3}:${10 + (number % 50)} ${host} postfix/smtp[1]: ${id}: to=<r@y.example>, relay=r${number % 7}.example[203.0.113.${number % 9}]:25, delay=1, dsn=2.0.0, status=${status}`;

const blocked = 'bounced (host r.example[203.0.113.1] said: 550 5.7.705 Access denied)';

/** Lines about few messages, so that their ids are used again and again. */
const kinds: readonly ((id: string, number: number) => string)[] = [
  (id, n) => `Nov 23 10:00:01 mx postfix/smtpd[1]: ${id}: client=app[192.0.2.${n % 9}]`,
  (id, n) => `Nov 23 10:00:01 mx postfix/qmgr[1]: ${id}: from=<u${n % 11}@c${n % 4}.example>, size=1`,
  (id, n) => `Nov 23 10:00:01 mx postfix/pickup[1]: ${id}: uid=${n}`,
  (id) => `Nov 23 10:00:02 mx postfix/qmgr[1]: ${id}: removed`,
  (id, n) => delivery(id, n, 'sent (250 OK)'),
  (id, n) => delivery(id, n, 'sent (250 OK)', `mx${n % 3}`),
  (id, n) => delivery(id, n, 'deferred (451 later)'),
  (id, n) => delivery(id, n, blocked),
  (id, n) => delivery(id, n, 'sent (250 OK)').replace('postfix/', 'out/'),
  (id, n) =>
    `2026-11-23T10:00:0${n % 10}.25+01:00 mx postfix/smtp[1]: ${id}: to=<r@y.example>, status=sent (OK)`,
  (id) =>
    `<22>1 2026-11-23T10:00:00+01:00 mx postfix/smtp 1 - - ${id}: to=<e@d.example>, status=bounced (5.7.705 no)`,
  (id) => `Nov 23 10:00:00 mx sm-mta[9]: ${id}: from=<s@b.example>, size=1, relay=app [192.0.2.7]`,
  () => 'Nov 23 10:00:00 mx dovecot[1]: imap-login: Login: user=<è@b.example>',
  () => 'no log at all 5.7.750',
  () => 'Nov 23 10:00:00 mx postfix/smtpd[1]: connect from x[192.0.2.1]',
  () => `${'x'.repeat(70_000)} 5.7.711`,
  () => 'y'.repeat(150_000),
];

const log = fc
  .tuple(
    fc.array(
      fc.tuple(
        fc.oneof(
          { weight: 30, arbitrary: fc.nat(kinds.length - 3) },
          { weight: 1, arbitrary: fc.nat(kinds.length - 1) },
        ),
        fc.nat(12),
        fc.nat(400),
        fc.oneof({ weight: 12, arbitrary: fc.constant('\n') }, fc.constantFrom('\r\n', '\r')),
      ),
      { minLength: 60, maxLength: 300 },
    ),
    fc.boolean(),
  )
  .map(([lines, isMarked]) => {
    const text = lines
      .map(
        ([kind, id, number, end]) =>
          `${kinds[kind]?.(`AAAAA${id.toString(16).toUpperCase()}`, number)}${end}`,
      )
      .join('');
    // What is not longer is read when it is opened.
    const times = Math.ceil(66_000 / Buffer.byteLength(text));
    return `${isMarked ? '\ufeff' : ''}${text.repeat(times)}`;
  });

describe('logs read in parts on two threads', () => {
  it('tell to the letter what they tell on one, wherever they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.integer({ min: 300, max: 60_000 }), async (text, part) => {
        await expectSame([file('mail.log', text)], part);
      }),
      { numRuns: amount(8, 100) },
    );
  });

  it('tell the same of several logs that go on from each other', async () => {
    await fc.assert(
      fc.asyncProperty(log, log, fc.integer({ min: 2000, max: 60_000 }), async (older, newer, part) => {
        await expectSame([file('mail.log', newer), file('mail.log.1', older)], part);
      }),
      { numRuns: amount(3, 40) },
    );
  });

  it('tell the same where a table is full of names, or messages are forgotten', async () => {
    const lines = (count: number, line: (number: number) => string) =>
      Array.from({ length: count }, (_, number) => `${line(number)}\n`).join('');
    const id = (number: number) => (0xa00000 + number).toString(16).toUpperCase();
    const sent = (number: number, host = 'mx') => delivery(id(number % 300), number, 'sent (OK)', host);
    const sender = (number: number) =>
      `Nov 23 10:00:01 mx postfix/qmgr[1]: ${id(number % 300)}: from=<u${number % 21_000}@c${number}.example>, size=1`;
    const senders = lines(44_000, (number) => (number % 2 === 0 ? sender(number) : sent(number)));
    const hosts = lines(22_000, (number) => sent(number, `h${number % 20_500}`));
    const open = lines(
      101_000,
      (number) => `Nov 23 10:00:01 mx postfix/qmgr[1]: ${id(number)}: from=<a@b.example>, size=1`,
    );
    const late = lines(2000, (number) => delivery(id(number), number, 'sent (OK)'));
    for (const [name, text] of Object.entries({ senders, hosts, forgotten: open + late }))
      await expectSame([file(`${name}.log`, text)], 1 << 18, [{ counted: {} }]);
  });

  it('are read here where a thread has ended', async () => {
    const text = `${kinds.map((kind, number) => kind('AAAAA1', number)).join('\n')}\n`.repeat(40);
    const path = file('ended.log', text);
    for (const way of ways) {
      const parts = new LogParts(() => ended as unknown as ThreadPool, { least: 1, part: 20_000 }, true);
      expect(await told([path], { ...way, parts })).toEqual(await told([path], { ...way, parts: onOne }));
    }
  });

  it('stop when told to, and say how far they came', async () => {
    const path = file('stop.log', `${delivery('AAAAA1', 1, 'sent (OK)')}\n`.repeat(20_000));
    const stop = new AbortController();
    const heard: number[] = [];
    const onRead = (_: string, bytesRead: number) => {
      heard.push(bytesRead);
      stop.abort();
    };
    await told([path], { counted: {}, parts: onThreads(1 << 18), signal: stop.signal, onRead });
    expect(heard).toEqual([expect.closeTo(1 << 18, -3)]);
  });
});
