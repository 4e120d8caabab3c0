import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import type { CodedLimits } from '../../../../src/core/logs/strategies/codedMessages';
import { logFrom } from '../../../../src/core/logs/strategies/log';
import { LogPasses } from '../../../../src/core/logs/strategies/passes';
import { logFile, readLogs } from '../../../../src/core/scan/readFiles';
import { openFile } from '../../../../src/core/search/openFile';
import { amount, isFull } from '../../full';
import { kinds } from './generatedLogs';
import { logOf, traffic } from './generatedTraffic';
import { logFolder, samples } from './logFolder';
import { clock, inFileOrder } from './readTexts';

const file = logFolder();

/** The events with a code. */
async function read(paths: readonly string[], codesOnly: boolean): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const batch of readLogs(await Promise.all(paths.map(logFile)), clock, { codesOnly })) {
    if ('error' in batch) throw batch.error;
    expect(batch.deliveries).toBeUndefined();
    if (codesOnly) expect(batch.events.filter(({ hits }) => hits.length === 0)).toEqual([]);
    events.push(...batch.events.filter(({ hits }) => hits.length > 0));
  }
  return inFileOrder(events);
}

async function expectSame(paths: readonly string[]): Promise<LogEvent[]> {
  const told = await read(paths, false);
  expect(await read(paths, true)).toEqual(told);
  return told;
}

/** Passes over files, in this order, within bounds. */
function passes(paths: readonly string[], coded: CodedLimits): LogPasses {
  const logs = paths.map((path) => {
    const source = openFile(path);
    if (source.kind === 'archive') throw new Error('This is an archive.');
    return logFrom(source, clock);
  });
  return new LogPasses(logs, { codesOnly: true, coded });
}

async function searched(paths: readonly string[], coded: CodedLimits): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  for await (const batch of passes(paths, coded).read(() => undefined)) {
    if ('error' in batch) throw batch.error;
    events.push(...batch.events);
  }
  return inFileOrder(events);
}

const limits = fc.record({
  messages: fc.constantFrom(1, 3, 100_000),
  held: fc.constantFrom(0, 2, 20_000),
});

const lineOf = (program: string, said: string) => `Nov 23 10:00:00 mx postfix/${program}[1]: ${said}\n`;
const fate =
  'relay=r1.example[203.0.113.1]:25, dsn=5.7.705, status=bounced (host r1.example[203.0.113.1] said: 550 5.7.705 Access denied)';

const kindsOfSyslog = kinds.filter(({ name }) => /^(?:Postfix|Sendmail|OpenSMTPD)/.test(name));

describe('searched reading', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'gives the same events as reading every line, %s',
    async (_, kind) => {
      await fc.assert(
        fc.asyncProperty(traffic, async (made) => {
          const lines = logOf(kind, made);
          await expectSame([file('mail.log', `${lines.join('\n')}\n`)]);
          // Rotated in the middle, the older part plain or packed, and read whatever comes first.
          const header = kind.header === undefined ? [] : [kind.header];
          const cut = header.length + (made.cut % Math.max(1, lines.length - header.length));
          const older = `${lines.slice(0, cut).join('\r\n')}\r\n`;
          const newer = file('mail.log', [...header, ...lines.slice(cut)].join('\n'));
          await expectSame([newer, file('mail.log.1', older)]);
          await expectSame([newer, file('mail.log.1.gz', gzipSync(older))]);
          // Another kind of log beside it, which may know messages by the same ids.
          const others = logOf(kinds[(kinds.indexOf(kind) + 1) % kinds.length] ?? kind, made);
          await expectSame([newer, file('other.log', `${others.join('\r')}\r`)]);
        }),
        { numRuns: amount(3, 10) },
      );
    },
  );

  it.each(kindsOfSyslog.map((kind) => [kind.name, kind] as const))(
    'gives the same events within any bounds, %s',
    async (_, kind) => {
      await fc.assert(
        fc.asyncProperty(traffic, limits, fc.nat(), async (made, bounds, second) => {
          const lines = logOf(kind, made);
          const cuts = [made.cut % (lines.length + 1), second % (lines.length + 1)].sort((a, b) => a - b);
          const part = (from: number | undefined, to: number | undefined) =>
            lines.slice(from, to).join('\n') || 'Nov 23 00:00:00 mx x: y';
          const paths = [
            file('mail.log.2.gz', gzipSync(part(0, cuts[0]))),
            file('mail.log.1', part(cuts[0], cuts[1])),
            file('mail.log', part(cuts[1], undefined)),
          ];
          const told = await searched(paths, bounds);
          expect(told).toEqual(await read(paths, false));
        }),
        { numRuns: amount(12, 60) },
      );
    },
  );

  it('gives the same of the samples, alone and together', async () => {
    const paths = readdirSync(samples).map((name) => file(name, readFileSync(join(samples, name))));
    for (const path of paths) await expectSame([path]);
    await expectSame(paths);
    await expectSame(paths.filter((path) => /mail/.test(path)));
  });

  it('finds what stands far away, before and behind, in plain and packed files', async () => {
    const head = `${lineOf('smtpd', 'AAAAAAAAAA: client=app[192.0.2.7]')}${lineOf('qmgr', 'AAAAAAAAAA: from=<a@b.example>, size=1')}`;
    const noise = Array.from({ length: amount(12_000, 40_000) }, (_, number) =>
      lineOf(
        'smtp',
        `${(0xb00000 + number).toString(16).toUpperCase()}: to=<x@y.example>, relay=r${number % 90}.example[203.0.113.1]:25, delay=1, dsn=2.0.0, status=sent (250 OK, queued as AAAAAAAAAA: yes)`,
      ),
    ).join('');
    const refused = lineOf('smtp', `AAAAAAAAAA: to=<c@d.example>, ${fate}`);
    const expected = [['a@b.example', '192.0.2.7']];
    const facts = (events: readonly LogEvent[]) => events.map(({ sender, source }) => [sender, source]);
    for (const times of isFull ? [1, 2] : [1]) {
      const text = head + noise.repeat(times) + refused;
      expect(facts(await expectSame([file('far.log', text)]))).toEqual(expected);
      expect(facts(await expectSame([file('far.log.gz', gzipSync(text))]))).toEqual(expected);
      const newer = file('newer.log', noise.repeat(times) + refused);
      expect(facts(await expectSame([newer, file('past.log', head)]))).toEqual(expected);
      expect(facts(await expectSame([newer, file('past.log.gz', gzipSync(head + noise))]))).toEqual(expected);
    }
    // The sender stands behind the mail that was blocked.
    const behind = refused + noise + head.replace(/^.*client.*$/m, '');
    expect(facts(await expectSame([file('behind.log', behind)]))).toEqual([['a@b.example', undefined]]);
    // It stands nowhere, or is of the message that had the id before.
    expect(facts(await expectSame([file('none.log', noise + refused)]))).toEqual([[undefined, undefined]]);
    const used = `${head}${lineOf('qmgr', 'AAAAAAAAAA: removed')}${noise}${noise}${refused}`;
    expect(facts(await expectSame([file('used.log', used)]))).toEqual([[undefined, undefined]]);
  });

  it('reads lines of every end and length as they are read one by one', async () => {
    const client = 'Nov 23 10:00:01 mx postfix/smtpd[1]: AAAAAAAAAA: client=app[192.0.2.7]';
    const sender = 'Nov 23 10:00:01 mx postfix/qmgr[1]: AAAAAAAAAA: from=<a@b.example>, size=1';
    const refused = `Nov 23 10:00:01 mx postfix/smtp[1]: AAAAAAAAAA: to=<c@d.example>, ${fate}`;
    const short = [
      client,
      sender,
      refused,
      `${sender} 5.7.705`,
      'è 5.7.705',
      '',
      'v5.7.705',
      `${client}\ufffd`,
    ];
    const long = [
      'x'.repeat(70_000),
      `${sender}${' '.repeat(66_000)}`,
      `${'y'.repeat(300_000)} 5.7.711 z`,
      `${refused}${' '.repeat(66_000)}5.7.750`,
      `${'z'.repeat(1_100_000)}`,
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.oneof(
              { weight: 5, arbitrary: fc.constantFrom(...short) },
              { weight: 1, arbitrary: fc.constantFrom(...long) },
            ),
            fc.constantFrom('\n', '\r\n', '\r'),
          ),
          { maxLength: 30 },
        ),
        limits,
        async (parts, bounds) => {
          const text = `${client}\n${parts.flat().join('')}`;
          await expectSame([file('ends.log', text)]);
          await expectSame([file('marked.log', `\ufeff${text}`)]);
          const path = file('ends.log.1', text);
          expect(await searched([path], bounds)).toEqual(await read([path], false));
        },
      ),
      { numRuns: amount(8, 40) },
    );
  });

  it('reads what several programs and instances write into the same log', async () => {
    const text = [
      lineOf('smtpd', 'AAAAA: client=one[192.0.2.1]'),
      'Nov 23 10:00:00 mx out/smtpd[1]: AAAAA: client=two[192.0.2.2]\n',
      'Nov 23 10:00:00 mx2 postfix/smtpd[1]: AAAAA: client=three[192.0.2.3]\n',
      lineOf('qmgr', 'AAAAA: from=<one@b.example>, size=1'),
      'Nov 23 10:00:00 mx out/qmgr[1]: AAAAA: from=<two@b.example>, size=1\n',
      'Nov 23 10:00:00 mx2 postfix/qmgr[1]: AAAAA: from=<three@b.example>, size=1\n',
      lineOf('cleanup', 'BBBBB: message-id=<AAAAA:@b.example>'),
      lineOf('cleanup', 'AAAAA: message-id=<1@b.example>'),
      'Nov 23 10:00:00 mx sm-mta[9]: AAAAABBBBB: from=<sent@b.example>, size=1, relay=app [192.0.2.7]\n',
      `Nov 23 10:00:00 mx sm-mta[9]: AAAAABBBBB: to=<c@d.example>, relay=r [203.0.113.1], dsn=5.7.705, stat=Service unavailable\n`,
      'Nov 23 10:00:00 mx exim[1]: 1abcde-000000-AA <= exim@b.example H=app [192.0.2.8] id=2@b.example\n',
      `Nov 23 10:00:00 mx exim[1]: 1abcde-000000-AA ** c@d.example R=x T=y H=r [203.0.113.1]: 550 5.7.705 no\n`,
      lineOf('smtp', `AAAAA: to=<c@d.example>, ${fate}`),
      `Nov 23 10:00:00 mx out/smtp[1]: AAAAA: to=<c@d.example>, ${fate}\n`,
      `Nov 23 10:00:00 mx2 postfix/smtp[1]: AAAAA: to=<c@d.example>, ${fate}\n`,
      lineOf(
        'smtpd',
        'NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.7.705 no; from=<a@b.example> to=<c@d.example>',
      ),
      lineOf('smtp', 'AAAAA: host r[203.0.113.1] said: 550 5.7.705 no (in reply to RCPT)'),
      '2026-11-23T10:00:00+01:00 mx postfix/smtp[1]: AAAAA: to=<e@d.example>, relay=none, status=bounced (5.7.705 no)\n',
      '<22>1 2026-11-23T10:00:00+01:00 mx postfix/smtp 1 - - AAAAA: to=<e@d.example>, status=bounced (5.7.705 no)\n',
      'no log at all 5.7.705\n',
    ];
    const events = await expectSame([file('mixed.log', text.join(''))]);
    expect(events.map(({ sender, source }) => [sender, source]).slice(0, 5)).toEqual([
      ['sent@b.example', '192.0.2.7'],
      ['exim@b.example', '192.0.2.8'],
      ['one@b.example', '192.0.2.1'],
      ['two@b.example', '192.0.2.2'],
      ['three@b.example', '192.0.2.3'],
    ]);
    const backwards = file('mixed.log', [...text].reverse().join(''));
    await expectSame([backwards]);
  });

  it('tells what it has where a file is gone, or another, when it is to be read again', async () => {
    for (const [change, complaint] of [
      [(path: string) => rmSync(path), 'ENOENT'],
      [
        (path: string) => renameSync(file('other.log', 'Nov 23 10:00:00 mx x: y\n'), path),
        'Another file has its name',
      ],
    ] as const) {
      const path = file('gone.log', lineOf('smtp', `AAAAA: to=<c@d.example>, ${fate}`));
      const complaints: string[] = [];
      const events: LogEvent[] = [];
      // It changes when the first pass is over.
      for await (const batch of passes([path], { messages: 10, held: 10 }).read(() => change(path)))
        if ('error' in batch) complaints.push(String(batch.error));
        else events.push(...batch.events);
      expect(complaints).toEqual([expect.stringContaining(complaint)]);
      const [event, ...others] = events;
      expect([event?.code, event?.sender, event?.queueId, others]).toEqual([
        '5.7.705',
        undefined,
        'AAAAA',
        [],
      ]);
    }
  });

  it('stops when told to, and keeps what it has', async () => {
    const blocked = lineOf('smtp', `AAAAA: to=<c@d.example>, ${fate}`);
    const path = file('stop.log', blocked + 'Nov 23 10:00:00 mx x: y\n'.repeat(1_500_000));
    const stop = new AbortController();
    const heard: number[] = [];
    const onRead = (_: string, bytesRead: number) => {
      heard.push(bytesRead);
      stop.abort();
    };
    const events: LogEvent[] = [];
    const options = { codesOnly: true, signal: stop.signal, onRead };
    for await (const batch of readLogs([await logFile(path)], clock, options))
      if ('events' in batch) events.push(...batch.events);
    expect(heard).toEqual([1 << 25]);
    expect(events.map(({ code, sender }) => [code, sender])).toEqual([['5.7.705', undefined]]);
  });

  it('reads every line where WebAssembly is missing', async () => {
    const told = await read([join(samples, 'mail.log')], false);
    vi.stubGlobal('WebAssembly', undefined);
    try {
      expect(await read([join(samples, 'mail.log')], true)).toEqual(told);
    } finally {
      vi.unstubAllGlobals();
    }
    expect(told.length).toBeGreaterThan(0);
  });
});
