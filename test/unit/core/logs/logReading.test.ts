import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter, longestLine } from '../../../../src/core/files/lines';
import { encodingOf } from '../../../../src/core/files/textFile';
import { Attribution } from '../../../../src/core/logs/formats/attribution';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { recogniseLog } from '../../../../src/core/logs/wrappers/recogniseLog';
import { StatusCodeScanner } from '../../../../src/core/search/scanner';
import { generate, kinds } from './generatedLogs';
import { readPieces } from './readTexts';

const folder = join(import.meta.dirname, '../../../../samples/logs');

function textOf(name: string): string {
  const bytes = readFileSync(join(folder, name));
  return new TextDecoder(encodingOf(bytes.subarray(0, 4096))).decode(bytes);
}

const samples = readdirSync(folder)
  .sort()
  .map((name) => ({ name, text: textOf(name) }));

function readWhole(pieces: readonly string[]): LogEvent[] {
  const attribution = new Attribution();
  return [...readPieces(pieces, attribution), ...attribution.finish()];
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
}

const mails = Array.from({ length: 12 }, (_, number) => ({
  number,
  sender: `a${number % 5}@x${number % 3}.example`,
  recipient: `b${number}@y.example`,
  blocked: number % 3 > 0,
}));
const generated = kinds.map((kind) => ({
  name: kind.name,
  text: `${generate(kind, mails, [3, 1, 4, 1, 5, 9, 2, 6], ({ number }) => `BCD${100 + number}`).lines.join('\n')}\n`,
}));

/** What a hostile or broken log is made of. */
const scraps = fc.constantFrom(
  ...samples.flatMap(({ text }) => text.split(/\r?\n/)),
  ...[
    '"',
    '""',
    ',',
    '{',
    '}',
    '[',
    '\\',
    '\u0000',
    '\u001b[2J',
    '\ufeff',
    '5.7.705',
    '550 5.7.750 x',
    '#Fields: a,b',
  ],
  ...[
    '{"value":[',
    '{"value":[{"senderAddress":"a@b.example"',
    ']}',
    '<22>1 - - - - - -',
    'x'.repeat(longestLine + 3),
  ],
);
const hostile = fc
  .array(fc.tuple(scraps, fc.constantFrom('', '\n', '\r\n', '\r')), { maxLength: 30 })
  .map((parts) => parts.flat().join(''));

describe('a quoted local part', () => {
  it.each([
    ['"r status=sent b"@d.example', 'to=<"r status=sent b"@d.example>'],
    ['"se,cret"@d.example', 'to=<"se,cret"@d.example>'],
  ])('hides no refusal: %s', (recipient, to) => {
    const line = `2026-11-20T02:00:00+00:00 mx postfix/smtp[5]: 4AAAAAAAAA: ${to}, relay=x.mail.protection.outlook.com[52.101.1.1]:25, delay=1, dsn=5.7.705, status=bounced (host said: 550 5.7.705 Access denied)\n`;
    expect(readWhole([line])).toMatchObject([{ outcome: 'blocked', recipient }]);
  });
});

describe('lines', () => {
  it('are those of the editor, however the text is cut', () => {
    const text = fc
      .array(fc.constantFrom('a', '\n', '\r', '\r\n', 'b'.repeat(longestLine - 1), 'c'), { maxLength: 20 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(), { maxLength: 6 }), (whole, cuts) => {
        const lines: string[] = [];
        let open = '';
        const cutter = new LineCutter();
        const take = (line: { text: string; number: number; offset: number; complete: boolean }) => {
          expect(line.offset).toBe(open.length);
          expect(line.number).toBe(lines.length + 1);
          expect(line.text.length).toBeLessThanOrEqual(longestLine);
          open += line.text;
          if (!line.complete) return;
          lines.push(open);
          open = '';
        };
        for (const piece of cutAt(whole, cuts)) cutter.push(piece, take);
        cutter.end(take);
        const expected = whole.split(/\r\n|\n|\r/);
        if (expected.at(-1) === '') expected.pop();
        expect(lines).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

describe.each([...samples, ...generated])('$name', ({ text }) => {
  const expected = readWhole([text]);

  it('says the same however it is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
        expect(readWhole(cutAt(text, cuts))).toEqual(expected);
      }),
      { numRuns: 20 },
    );
    expect(readWhole([...text])).toEqual(expected);
  });

  it('says the same whatever ends its lines, a byte order mark before it or not', () => {
    const lines = text.split(/\r\n|\n/);
    for (const lineBreak of ['\n', '\r\n', '\r'])
      expect(readWhole([lines.join(lineBreak)])).toEqual(expected);
    expect(readWhole([`\ufeff${text}`])).toEqual(expected);
  });
});

describe('any text', () => {
  it('gives up every code that the scan finds, never throws, and reads the same however it is cut', () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(), { maxLength: 6 }), (text, cuts) => {
        const events = readWhole(cutAt(text, cuts));
        expect(events).toEqual(readWhole([text]));
        const places = new Set(
          events.flatMap(({ hits }) => hits.map(({ line, column, code }) => `${line}:${column}:${code}`)),
        );
        const scanner = new StatusCodeScanner();
        const body = text.startsWith('\ufeff') ? text.slice(1) : text;
        const found = [...scanner.push(body), ...scanner.end()];
        expect(found.filter(({ line, column, code }) => !places.has(`${line}:${column}:${code}`))).toEqual(
          [],
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('kinds of log', () => {
  it.each([
    ['mail.log', 'syslog'],
    ['mail-rfc5424.log', 'syslog'],
    ['mail-iso.log', 'syslog'],
    ['maillog-20261123', 'syslog'],
    ['smtpd.log', 'syslog'],
    ['exim_mainlog', 'exim'],
    ['SEND20261123-1.LOG', 'exchange-protocol'],
    ['RECV20261123-1.LOG', 'exchange-protocol'],
    ['CONNECTLOG20261123-1.LOG', 'exchange-connectivity'],
    ['MSGTRK2026112303-1.LOG', 'exchange-tracking'],
    ['message-trace.csv', 'message-trace'],
    ['message-trace-detail.csv', 'message-trace'],
    ['message-trace-extended.csv', 'message-trace'],
    ['message-trace-v2.csv', 'message-trace'],
    ['message-trace-graph.json', 'graph-trace'],
    ['message-trace-graph-details.json', 'graph-trace'],
    ['ex261123.log', 'iis-smtp'],
    ['mailer.jsonl', 'named-fields'],
    ['application.out', 'text'],
  ])('%s is %s', (name, kind) => {
    expect(recogniseLog(textOf(name)).id).toBe(kind);
  });
});
