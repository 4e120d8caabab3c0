import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesPerTurn } from '../../../../src/core/logs/strategies/lineBlocks';
import { zip } from '../files/zip';
import { inFileOrder } from '../logs/readTexts';
import { buildWorker, remove, request, Scanner } from './scans';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-incident-'));
const root = join(import.meta.dirname, '../../../..');
let scanner: Scanner;
beforeAll(() => {
  // It is never given up, however slow the machine.
  scanner = new Scanner(buildWorker(folder), 2 ** 31 - 1);
});
afterAll(() => {
  scanner.close();
  remove(folder);
});

function place(name: string, text: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
}

const from = (id: string, sender: string) =>
  `Nov 23 10:00:00 mx postfix/qmgr[1]: ${id}: from=<${sender}>, size=1, nrcpt=1 (queue active)\n`;
const refused = (id: string, code = '5.7.705') =>
  `Nov 23 10:00:01 mx postfix/smtp[1]: ${id}: to=<c@d.example>, relay=r[203.0.113.1]:25, dsn=${code}, status=bounced (550 ${code} Access denied)\n`;
/** A mail of somebody's that names a code: it says of no mail that it was refused. */
const bounce = (code: string) =>
  `From: help@x.example\nSubject: failed\nContent-Type: text/plain\n\n550 ${code} no\n`;

describe('a scan of the samples', () => {
  it('finds what test/expectedEvents.tsv says', async () => {
    const { events, files, state } = await scanner.scan(request([join(root, 'samples/logs')]));
    const [, ...rows] = readFileSync(join(root, 'test/expectedEvents.tsv'), 'utf8').trimEnd().split('\n');
    const expected = rows
      .map((row) => row.split('\t'))
      .filter(([, , , , code]) => code !== '-')
      .map(([file, line, , outcome, code, , sender]) =>
        [file, Number(line), outcome, code, sender].join(' '),
      );
    const found = events.map(({ file, line, outcome, code, sender }) =>
      [basename(file), line, outcome, code, sender ?? '-'].join(' '),
    );
    expect(found).toEqual(expected);
    expect(state).toBe('complete');
    expect(files.reduce((total, { hits }) => total + hits, 0)).toBe(
      events.reduce((total, { hits }) => total + hits.length, 0),
    );
  });

  it('counts deliveries and says how far it is', async () => {
    const { summary } = await scanner.scan(request([join(root, 'samples/logs/mail.log')]));
    expect(summary).toMatchObject({ blocked: 2, delivered: 1, senders: [{ blocked: 1 }, { blocked: 1 }] });
    const { summary: all } = await scanner.scan(request([join(root, 'samples')]));
    expect(all.blocked).toBeGreaterThan(20);
  });
});

describe('the files of a scan', () => {
  const found = async (settings: Parameters<typeof request>[1], base: string) => {
    const target = { path: base, base, exclude: ['**/.git', 'top.log'] };
    const { files } = await scanner.scan(request([], { targets: [target], ...settings }));
    return files.map(({ path }) => path.slice(base.length + 1)).sort();
  };
  const base = join(folder, 'tree');
  beforeAll(() => {
    for (const name of ['top.log', 'a/top.log', 'a/mail.log', '.git/x.log', 'a/deep/.git/y', 'build/out.txt'])
      place(`tree/${name}`, 'nothing\n');
    symlinkSync(base, join(base, 'loop'));
    symlinkSync(join(base, 'a/mail.log'), join(base, 'linked.log'));
  });

  it('leave out what is neither mail nor a log by its name, and count it, unless it is named or asked for', async () => {
    const base = join(folder, 'mixed');
    const page = place('mixed/README.md', 'What 5.7.705 means\n');
    place('mixed/picture.PNG', '5.7.705');
    place('mixed/noted', '5.7.705\n');
    const read = async (paths: string[], settings = {}) => {
      const { files, leftOut } = await scanner.scan(request(paths, settings));
      return [files.map(({ path }) => basename(path)), leftOut];
    };
    expect(await read([base])).toEqual([['noted'], 2]);
    expect(await read([page])).toEqual([['README.md'], 0]);
    expect(await read([base], { include: ['*.md'] })).toEqual([['README.md'], 0]);
  });

  it('leave out what files.exclude names, and are never behind a link', async () => {
    expect(await found({}, base)).toEqual(['a/mail.log', 'a/top.log', 'build/out.txt']);
  });

  it('are those that the settings name', async () => {
    expect(await found({ include: ['*.txt'] }, base)).toEqual(['build/out.txt']);
    expect(await found({ include: ['a/*'] }, base)).toEqual(['a/mail.log', 'a/top.log']);
    expect(await found({ exclude: ['build', 'mail.*'] }, base)).toEqual(['a/top.log']);
    expect(await found({ exclude: ['**/a'] }, base)).toEqual(['build/out.txt']);
  });

  it('are never those of incidents, whose numbers come from scans', async () => {
    place('kept/.ndr-lens/one.ndr-incident.json', '{ "codes": { "5.7.750": 1 } }\n');
    place('kept/.ndr-lens/one.ndr-incident.json.lock', '5.7.750\n');
    place('kept/mail.json', '{ "code": "5.7.750" }\n');
    expect(await found({}, join(folder, 'kept'))).toEqual(['mail.json']);
  });

  it('come once, though they are meant twice, and when they are meant by name whatever the globs say', async () => {
    const path = join(base, 'top.log');
    const { files } = await scanner.scan(request([base, path, path], { include: ['*.none'] }));
    expect(files.map((file) => file.path)).toEqual([path]);
  });

  it('that are not there or no files are named with the reason, and the others read', async () => {
    const log = place('fine.log', from('AAAAAAAAAA', 'a@b.example') + refused('AAAAAAAAAA'));
    const missing = join(folder, 'missing.log');
    const { files, events } = await scanner.scan(request([missing, log, '/dev/null']));
    expect(events).toHaveLength(1);
    expect(files.map(({ path, problem }) => [basename(path), problem?.replace(/,.*/, '')]).sort()).toEqual([
      ['fine.log', undefined],
      ['missing.log', 'ENOENT: no such file or directory'],
      ['null', 'This is no regular file.'],
    ]);
  });
});

describe('a scan of what was scanned before', () => {
  const base = join(folder, 'again');
  const names = (paths: readonly string[]) => paths.map((path) => basename(path)).sort();
  const senders = (events: readonly { sender?: string | undefined }[]) => events.map(({ sender }) => sender);

  beforeAll(() => {
    place('again/mail.log.1', from('AAAAAAAAAA', 'a@b.example'));
    place('again/mail.log', refused('AAAAAAAAAA'));
    place('again/one.eml', bounce('5.7.750'));
    place('again/two.eml', bounce('5.7.711'));
  });

  it('reads nothing where nothing has changed, and finds the same', async () => {
    const first = await scanner.scan(request([base]));
    expect(names(scanner.read)).toEqual(['mail.log', 'mail.log.1', 'one.eml', 'two.eml']);
    expect(first.events).toHaveLength(3);
    const second = await scanner.scan(request([base]));
    expect(scanner.read).toEqual([]);
    expect(second.events.map(({ file, line, code }) => [file, line, code]).sort()).toEqual(
      first.events.map(({ file, line, code }) => [file, line, code]).sort(),
    );
    expect(second.summary).toEqual(first.summary);
    expect(second.files.map(({ path, hits }) => [path, hits]).sort()).toEqual(
      first.files.map(({ path, hits }) => [path, hits]).sort(),
    );
  });

  it('reads one changed mail alone, and no log for it', async () => {
    place('again/one.eml', bounce('5.7.708'));
    utimesSync(join(base, 'one.eml'), 1, 1);
    place('again/three.eml', bounce('5.7.703'));
    const { events, summary } = await scanner.scan(request([base]));
    expect(names(scanner.read)).toEqual(['one.eml', 'three.eml']);
    expect(events.map(({ code }) => code).sort()).toEqual(['5.7.703', '5.7.705', '5.7.708', '5.7.711']);
    expect(summary.blocked).toBe(1);
    expect(summary.mentions).toBe(3);
  });

  it('reads all logs when one has grown, for the senders that stand in the others', async () => {
    place('again/mail.log', `${refused('AAAAAAAAAA')}${refused('AAAAAAAAAA', '5.7.750')}`);
    const { events } = await scanner.scan(request([base]));
    expect(names(scanner.read)).toEqual(['mail.log', 'mail.log.1']);
    expect(senders(events.filter(({ format }) => format === 'postfix'))).toEqual([
      'a@b.example',
      'a@b.example',
    ]);
  });

  it('without a file is as if that had never been there', async () => {
    const { events, files } = await scanner.scan(request([base], { removed: [join(base, 'mail.log.1')] }));
    expect(names(files.map(({ path }) => path))).not.toContain('mail.log.1');
    expect(senders(events.filter(({ format }) => format === 'postfix'))).toEqual([undefined, undefined]);
    await scanner.scan(request([base], { removed: [join(base, 'two.eml')] }));
    const { events: back } = await scanner.scan(request([base], { removed: [join(base, 'two.eml')] }));
    expect(scanner.read).toEqual([]);
    expect(back.map(({ code }) => code)).not.toContain('5.7.711');
  });
});

describe('an mbox', () => {
  const mails = ['5.7.750', '5.7.705'].map(
    (code) => `From a@b.example Mon Nov 23 10:00:00 2026\n${bounce(code)}\n`,
  );

  it('counts each of its bounces, and does so again when it is not read again', async () => {
    const path = place('two.mbox', mails.join(''));
    for (const read of [[path], []]) {
      const { summary, events } = await scanner.scan(request([path]));
      expect(scanner.read).toEqual(read);
      expect([summary.mentions + summary.blocked, events.length]).toEqual([2, 2]);
    }
  });
});

describe('deliveries that are counted and not told', () => {
  const sent = (id: string) =>
    `Nov 23 10:00:02 mx postfix/smtp[1]: ${id}: to=<c@d.example>, relay=r[203.0.113.1]:25, dsn=2.0.0, status=sent (250 ok)\n`;
  const base = join(folder, 'delivered');

  it('stay in the numbers when logs need not be read again, and are counted once when they must', async () => {
    const log = place(
      'delivered/mail.log',
      from('AAAAAAAAAA', 'a@b.example') + sent('AAAAAAAAAA') + refused('BBBBBBBBBB'),
    );
    place('delivered/one.eml', bounce('5.7.750'));
    const numbers = async () => {
      const { summary } = await scanner.scan(request([base]));
      return [scanner.read.length, summary.delivered, summary.blocked, summary.mentions];
    };
    expect(await numbers()).toEqual([2, 1, 1, 1]);
    expect(await numbers()).toEqual([0, 1, 1, 1]);
    place('delivered/two.eml', bounce('5.7.711'));
    expect(await numbers()).toEqual([1, 1, 1, 2]);
    place('delivered/mail.log', readFileSync(log, 'utf8') + sent('CCCCCCCCCC'));
    expect(await numbers()).toEqual([1, 2, 1, 2]);
  });

  it('come from packed logs too, whose progress is told in bytes of the disk', async () => {
    const noise = Array.from({ length: 20_000 }, (_, number) => sent(`D${10_000 + number}`)).join('');
    const path = place('packed.log.gz', gzipSync(noise + refused('BBBBBBBBBB')));
    const { summary } = await scanner.scan(request([path]));
    expect(summary.delivered).toBe(20_000);
    const { size } = statSync(path);
    const told = scanner.news.flatMap((news) => (news.type === 'progress' ? [news.progress] : []));
    expect(told[0]).toMatchObject({ bytes: size, totalBytes: size });
  });
});

describe('an archive', () => {
  const base = join(folder, 'archived.zip');
  const path = join(base, 'logs.zip');
  const entries = [
    { name: 'mx/mail.log.1', content: from('AAAAAAAAAA', 'a@b.example') },
    { name: 'mx/mail.log', content: refused('AAAAAAAAAA') + refused('AAAAAAAAAA', '5.7.750') },
    { name: 'one.eml', content: bounce('5.7.711') },
    { name: 'old.gz', content: gzipSync(refused('CCCCCCCCCC', '5.7.708')) },
  ];
  const found = [
    ['mx/mail.log', 1, '5.7.705', 'a@b.example'],
    ['mx/mail.log', 2, '5.7.750', 'a@b.example'],
    ['old.gz', 1, '5.7.708', undefined],
    ['one.eml', 5, '5.7.711', undefined],
  ];
  const placesOf = (events: readonly { file: string; line: number; code?: string | undefined }[]) =>
    events.map((event) => [
      event.file.slice(path.length + 1),
      event.line,
      event.code,
      'sender' in event ? event.sender : undefined,
    ]);

  it('gives its files by name, and is one file that was scanned', async () => {
    place('archived.zip/logs.zip', zip(entries));
    const { events, files, summary } = await scanner.scan(request([base]));
    expect(placesOf(events)).toEqual(found);
    expect(files).toEqual([
      { path, bytes: statSync(path).size, modified: statSync(path).mtimeMs, hits: 7, isRead: true },
    ]);
    expect([summary.blocked, summary.mentions]).toEqual([3, 1]);
  });

  it('is not read again while it is as it was, nor for a mail that has come', async () => {
    const mail = place('archived.zip/two.eml', bounce('5.7.703'));
    const { events, files, summary } = await scanner.scan(request([base]));
    expect(scanner.read).toEqual([mail]);
    expect(placesOf(events).slice(0, 4)).toEqual(found);
    expect(files.map(({ hits }) => hits).sort()).toEqual([1, 7]);
    expect([summary.blocked, summary.mentions]).toEqual([3, 2]);
  });

  it('is read again when it has changed', async () => {
    place('archived.zip/logs.zip', zip(entries.slice(0, 2)));
    const { events, summary } = await scanner.scan(request([base]));
    expect(scanner.read).toEqual([path]);
    expect(placesOf(events.filter(({ file }) => file.startsWith(path)))).toEqual(found.slice(0, 2));
    expect([events.length, summary.blocked, summary.mentions]).toEqual([3, 2, 1]);
  });

  it('goes out of the results as a whole', async () => {
    const { events, summary } = await scanner.scan(request([base], { removed: [path] }));
    expect(events.map(({ code }) => code)).toEqual(['5.7.703']);
    expect(summary.blocked).toBe(0);
  });

  it('that is broken, or holds a file that is, is named with the reason, and the rest is read', async () => {
    const good = zip(entries);
    const cut = place('broken/cut.zip', good.subarray(0, good.length - 30));
    const damaged = place(
      'broken/damaged.zip',
      zip([...entries.slice(0, 2), { name: 'bad.log', content: refused('X'), length: 7 }]),
    );
    const { events, files, state } = await scanner.scan(request([join(folder, 'broken')]));
    expect(events).toHaveLength(2);
    expect(state).toBe('complete');
    const problems = new Map(files.map((file) => [file.path, file.problem]));
    expect(problems.get(cut)).toMatch(/end of central directory/i);
    expect(problems.get(damaged)).toMatch(/^bad\.log: /);
  });
});

describe('a scan that counts no deliveries', () => {
  it('finds the same mails, and reads the logs again when deliveries are to be counted', async () => {
    const sent =
      'Nov 23 10:00:02 mx postfix/smtp[1]: CCCCC: to=<c@d.example>, relay=r[203.0.113.1]:25, status=sent (OK)\n';
    const paths = [
      place(
        'blocked-only/mail.log',
        from('AAAAA', 'a@b.example') + refused('AAAAA') + sent + refused('BBBBB'),
      ),
      place('blocked-only/bounce.eml', bounce('5.7.750')),
    ];
    const both = await scanner.scan(request(paths));
    const blocked = await scanner.scan(request(paths, { countDeliveries: false }));
    expect(scanner.read).toEqual([paths[0]]);
    // What need not be read again is listed first.
    expect(inFileOrder(blocked.events)).toEqual(inFileOrder(both.events));
    expect(both.summary).toMatchObject({ blocked: 2, delivered: 1, unattributed: 1, share: { blocked: 2 } });
    expect(blocked.summary).toMatchObject({ blocked: 2, delivered: 0, unattributed: 1, share: undefined });
    expect(blocked.summary.senders).toEqual(both.summary.senders);
    expect((await scanner.scan(request(paths, { countDeliveries: false }))).summary.delivered).toBe(0);
    expect(scanner.read).toEqual([]);
    expect((await scanner.scan(request(paths))).summary).toEqual(both.summary);
  });
});

describe('a bounce that comes later than its log', () => {
  it('is the same mail, though the log is not read again', async () => {
    const log = place('joined/mail.log', from('4A1C2D3E4F', 'a@b.example') + refused('4A1C2D3E4F'));
    expect((await scanner.scan(request([log]))).summary.blocked).toBe(1);
    const mail = place(
      'joined/bounce.eml',
      'From: MAILER-DAEMON@mx.b.example\nTo: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.b.example\nX-Postfix-Queue-ID: 4A1C2D3E4F\n\nFinal-Recipient: rfc822; c@d.example\nStatus: 5.7.705\n\n--q--\n',
    );
    const { summary, events } = await scanner.scan(request([log, mail]));
    expect(scanner.read).toEqual([mail]);
    expect(events).toHaveLength(2);
    expect(summary.blocked).toBe(1);
  });
});

describe('a scan that is cancelled', () => {
  const line = (number: number) =>
    `Nov 23 10:00:00 mx postfix/smtp[${number}]: Q${number}: to=<c@d.example>, dsn=2.0.0, status=sent (250 ok)\n`;
  const sent = Array.from({ length: 300 }, (_, number) => line(number)).join('');
  const piece = (number: number) => {
    const id = number.toString(16).toUpperCase().padStart(10, '0');
    return from(id, 'a@b.example') + refused(id) + sent;
  };
  const copies = Math.ceil((4 * bytesPerTurn) / piece(0).length);

  it('ends in the middle of a file, and keeps what it found', async () => {
    const big = place('big.log', Array.from({ length: copies }, (_, number) => piece(number)).join(''));
    scanner.hear = (news) => {
      if (news.type === 'progress') scanner.cancel();
    };
    const { events, state, summary } = await scanner.scan(request([big]));
    scanner.hear = () => undefined;
    expect(state).toBe('cancelled');
    // It does not go on before its reports have been taken: it hears of the cancel in the first turn or the second.
    expect(events.length).toBeGreaterThan(0);
    expect(events.length).toBeLessThan(copies / 2 + 1);
    expect(senderCount(events)).toBe(events.length);
    expect(summary.blocked).toBe(events.length);
    // Its log was not read to the end: nothing of it may be taken for known.
    const small = place('small.log', refused('AAAAAAAAAA'));
    await scanner.scan(request([small, big], { removed: [big] }));
    expect(scanner.read).toEqual([small]);
  });
});

describe('the thread that hears of a scan', () => {
  it('is given few events in a turn, however many there are', async () => {
    const path = place('dense.log', (from('AAAAAAAAAA', 'a@b.example') + refused('AAAAAAAAAA')).repeat(5000));
    let inTurn = 0;
    let most = 0;
    let isOver = false;
    const endTurn = () => {
      most = Math.max(most, inTurn);
      inTurn = 0;
      if (!isOver) setImmediate(endTurn);
    };
    endTurn();
    scanner.hear = (news) => {
      if (news.type === 'events') inTurn += news.events.length;
    };
    const { events } = await scanner.scan(request([path]));
    isOver = true;
    scanner.hear = () => undefined;
    expect(events).toHaveLength(5000);
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(500);
  });
});

describe('a thread that does not answer', () => {
  it('is ended all the same when the scan is cancelled, and a new one takes its place', async () => {
    const stuck = place(
      'stuck.js',
      `const { parentPort } = require('worker_threads');
      parentPort.on('message', ({ id }) => { parentPort.postMessage({ type: 'events', id, events: [] }); for (;;); });`,
    );
    const hanging = new Scanner(stuck);
    hanging.hear = ({ type }) => {
      if (type === 'events') hanging.cancel();
    };
    expect((await hanging.scan(request([folder]))).state).toBe('cancelled');
    expect(hanging.news.map(({ type }) => type)).toEqual(['events', 'stopped']);
    hanging.hear = () => undefined;
    hanging.close();
  });

  it('that fails says so, and what was found stays', async () => {
    const failing = new Scanner(place('failing.js', "throw new Error('no memory');"));
    const { state, events } = await failing.scan(request([folder]));
    expect([state, events]).toEqual(['cancelled', []]);
    expect(failing.news.at(-1)).toMatchObject({
      type: 'failed',
      reason: expect.stringContaining('no memory'),
    });
  });
});

function senderCount(events: readonly { sender?: string | undefined }[]): number {
  return events.filter(({ sender }) => sender === 'a@b.example').length;
}
