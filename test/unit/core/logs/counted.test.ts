import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IncidentCounter } from '../../../../src/core/logs/figures/summary';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { logFile, type ReadOptions, readLogs } from '../../../../src/core/scan/readFiles';
import { amount } from '../../full';
import { kinds } from './generatedLogs';
import { logOf, traffic } from './generatedTraffic';
import { logFolder, samples } from './logFolder';
import { clock, inFileOrder } from './readTexts';

const file = logFolder();

/** The numbers, the events with codes and how many others there are. */
async function read(
  paths: readonly string[],
  options: ReadOptions = {},
  times: { since?: number; until?: number } = {},
) {
  const counter = new IncidentCounter({ ...times, offsetAt: clock.offsetAt });
  const events: LogEvent[] = [];
  let others = 0;
  for await (const batch of readLogs(await Promise.all(paths.map(logFile)), clock, options)) {
    if ('error' in batch) throw batch.error;
    counter.addBatch(batch);
    for (const event of batch.events)
      if (event.hits.length > 0) events.push(event);
      else others += 1;
  }
  return { summary: counter.summary(), events: inFileOrder(events), others };
}

/** Reads both ways, and says how many events without a code the counting way has left. */
async function expectSame(paths: readonly string[], times: { since?: number; until?: number } = {}) {
  const told = await read(paths, {}, times);
  const counted = await read(paths, { counted: times }, times);
  expect(counted.events).toEqual(told.events);
  expect(counted.summary).toEqual(told.summary);
  return counted.others;
}

describe('counted reading', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))(
    'says the same as reading every line, %s',
    async (_, kind) => {
      await fc.assert(
        fc.asyncProperty(traffic, async (made) => {
          const lines = logOf(kind, made);
          const whole = file('mail.log', `${lines.join('\n')}\n`);
          await expectSame([whole]);
          // Rotated in the middle, the older part plain or packed, and read whatever comes first.
          const header = kind.header === undefined ? [] : [kind.header];
          const cut = header.length + (made.cut % Math.max(1, lines.length - header.length));
          const older = `${lines.slice(0, cut).join('\r\n')}\r\n`;
          const newer = file('mail.log', [...header, ...lines.slice(cut)].join('\n'));
          await expectSame([newer, file('mail.log.1', older)]);
          await expectSame([newer, file('mail.log.1.gz', gzipSync(older))]);
          const since = Date.parse('2026-11-23T00:00:00Z') + (made.cut % 60) * 1000;
          await expectSame([whole], { since, until: since + 20_000 });
        }),
        { numRuns: amount(3, 10) },
      );
    },
  );

  it('says the same of the samples, alone and together', async () => {
    const paths = readdirSync(samples).map((name) => {
      const path = file(name, readFileSync(join(samples, name)));
      return path;
    });
    for (const path of paths) await expectSame([path]);
    await expectSame(paths);
  });

  it('gives no event for what it counts', async () => {
    const mails = Array.from({ length: 50 }, (_, number) => ({
      sender: number % 3,
      domain: number % 2,
      blocked: number % 10 === 0,
    }));
    for (const kind of kinds.filter(({ name }) => /^Postfix, (?:RFC 3164|ISO)/.test(name))) {
      const lines = logOf(kind, { mails, pick: [1, 5, 2], ids: 20 });
      expect(await expectSame([file('counted.log', lines.join('\n'))])).toBe(0);
    }
  });

  it('looks up lines long past, in plain and packed files', async () => {
    const head =
      'Nov 23 10:00:00 mx postfix/smtpd[1]: AAAAAAAAAA: client=app[192.0.2.7]\nNov 23 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: from=<a@b.example>, size=1\n';
    const lines = amount(12_000, 40_000);
    const noise = Array.from(
      { length: lines },
      (_, number) =>
        `Nov 23 10:00:0${number % 10} mx postfix/smtp[1]: ${(0xb00000 + number).toString(16).toUpperCase()}: to=<x@y.example>, relay=r${number % 90}.example[203.0.113.1]:25, delay=1, dsn=2.0.0, status=${number % 5 === 0 ? 'deferred' : 'sent'} (250 OK)\n`,
    ).join('');
    const refused =
      'Nov 23 10:00:30 mx postfix/smtp[1]: AAAAAAAAAA: to=<c@d.example>, relay=r1.example[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 Access denied)\n';
    const text = head + noise + refused;
    for (const path of [file('past.log', text), file('past.log.gz', gzipSync(text))]) {
      await expectSame([path]);
      const { events } = await read([path], { counted: {} });
      expect(events.map(({ sender, source, line }) => [sender, source, line])).toEqual([
        ['a@b.example', '192.0.2.7', lines + 3],
      ]);
    }
    // Further back than what is kept of a packed file: its sender and its source are known all the same.
    const far = file('far.log.gz', gzipSync(head + noise.repeat(2) + refused));
    await expectSame([far]);
    await expectSame([file('newer.log', refused), file('past.log', head + noise)]);
    await expectSame([file('newer.log', refused), file('past.log.gz', gzipSync(head + noise))]);
  });

  it('reads lines of every end and length as they are read one by one', async () => {
    const line = (id: string, sent = 'sent (250 OK)') =>
      `Nov 23 10:00:01 mx postfix/smtp[1]: ${id}: to=<c@d.example>, relay=r[203.0.113.1]:25, status=${sent}`;
    const refused = line('AAAAAAAAAA', 'bounced (550 5.7.705 Access denied)');
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.oneof(
              {
                weight: 5,
                arbitrary: fc.constantFrom(
                  line('AAAAAAAAAB'),
                  refused,
                  'è 5.7.705',
                  '',
                  'v5.7.705',
                  line('NOQUEUE'),
                  line('AAAAA', 'deferred'),
                ),
              },
              fc.constantFrom(
                'x'.repeat(70_000),
                `${'y'.repeat(300_000)} 5.7.711 z`,
                `${line('AAAAA')}${' '.repeat(66_000)}5.7.750`,
              ),
            ),
            fc.constantFrom('\n', '\r\n', '\r'),
          ),
          { maxLength: 30 },
        ),
        async (parts) => {
          await expectSame([file('ends.log', `${refused}\n${parts.flat().join('')}`)]);
          await expectSame([file('marked.log', `\ufeff${refused}\n${parts.flat().join('')}`)]);
        },
      ),
      { numRuns: amount(8, 40) },
    );
  });

  it('reads what other programs write into the same log', async () => {
    const text = [
      '<22>Nov 23 10:00:00 mx postfix/smtp[1]: AAAAA: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      'Nov 23 10:00:00 mx postfix-out/smtp[1]: AAAAA: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      'Nov 23 10:00:00 mx out/smtp[1]: AAAAA: to=<a@b.example>, orig_to=<q>, relay=R.example[203.0.113.1]:25, status=sent (OK)',
      'Nov 23 10:00:00 mx postfix/local[1]: BBBBB: to=<a@b.example>, relay=local, status=sent (delivered to mailbox)',
      'Nov 23 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=none, status=deferred (no route)',
      'Nov 23 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=127.0.0.1[127.0.0.1]:10024, status=sent (filter)',
      'Nov 23 10:00:00 mx postfix/lmtp[1]: BBBBB: to=<a@b.example>, relay=x[::1]:24, status=sent (filter)',
      'Nov 23 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, status=bounced (550 5.1.1 no such user)',
      'Nov 23 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=r',
      'Nov 23 10:00:00 mx sm-mta[9]: 4AN1AbCdEfGhIj01: from=<a@b.example>, size=1, relay=app [192.0.2.7]',
      'Nov 23 10:00:00 mx sm-mta[9]: 4AN1AbCdEfGhIj01: to=<c@d.example>, mailer=relay, relay=r. [203.0.113.1], dsn=2.0.0, stat=Sent (OK)',
      'Nov 23 10:00:00 mx dovecot: imap-login: Login: user=<x>',
      'Nov 23 10:00:00 mx exim[1]: 1abcde-000000-AA <= a@b.example H=app [192.0.2.7]',
      'Nov 23 10:00:00 mx exim[1]: 1abcde-000000-AA => c@d.example R=x T=y H=r.example [203.0.113.1]',
      'Feb 31 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      'Nov 23 10:00:00 mx postfix/smtpd[1]: NOQUEUE: reject: RCPT from x[192.0.2.1]: 550 5.7.705 no; from=<a@b.example> to=<c@d.example>',
      'Nov 23 10:00:00 mx postfix/smtp[1]: BBBBB: host r[203.0.113.1] said: 550 5.7.705 no (in reply to RCPT)',
      '2026-11-23T10:00:00.123456+01:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      '2026-11-23T10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      '2026-11-23 10:00:00 mx postfix/smtp[1]: BBBBB: to=<a@b.example>, relay=r[203.0.113.1]:25, status=sent (OK)',
      'no log at all',
    ];
    await expectSame([file('mixed.log', text.join('\n'))]);
    await expectSame([file('mixed.log', [...text].reverse().join('\n'))]);
  });

  it('stops when told to', async () => {
    const path = file('stop.log', `${'Nov 23 10:00:00 mx x: y\n'.repeat(1_500_000)}`);
    const stop = new AbortController();
    const heard: number[] = [];
    const onRead = (_: string, bytesRead: number) => {
      heard.push(bytesRead);
      stop.abort();
    };
    await read([path], { counted: {}, signal: stop.signal, onRead });
    expect(heard).toEqual([1 << 25]);
  });
});
