import { describe, expect, it } from 'vitest';
import { Attribution } from '../../../../src/core/logs/formats/attribution';
import { amount } from '../../full';
import { expectLinear } from '../../steps';
import { readPieces } from './readTexts';

const stamps = 'Nov 23 10:00:00 mx postfix/smtp[1]: AAAAAAAAAA: ';
const protocol =
  '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context\n';
const trace = 'Received,SenderAddress,RecipientAddress,Status,MessageId\n';
const refused = '550 5.7.705 Access denied, tenant has exceeded threshold';

/** Texts of about a length, in UTF-16 units. */
const lines: readonly (readonly [name: string, make: (size: number) => string])[] = [
  ['one endless line', (size) => 'x'.repeat(size)],
  ['an endless line of codes', (size) => '550 5.7.705 '.repeat(size / 12)],
  ['an endless Postfix line', (size) => `${stamps}to=<${'a'.repeat(size)}>, status=bounced (${refused})`],
  ['NUL', (size) => '\u0000'.repeat(size)],
  ['control characters and line breaks', (size) => '\u001b[2J\r\u0007\n'.repeat(size / 7)],
  ['a stray quotation mark before many lines', (size) => `${protocol}"${'a,b\n'.repeat(size / 4)}`],
  ['a stray quotation mark in each line', (size) => `${trace}${'a,"b,c,d,e\n'.repeat(size / 11)}`],
  ['a quotation mark everywhere', (size) => `${trace}${'"'.repeat(size)}`],
  ['quoted blanks without an end', (size) => `${trace}${'" " "a" '.repeat(size / 8)}`],
  [
    'lines of many quotation marks',
    (size) => `${trace}${`${'"a" '.repeat(10_000)}\n`.repeat(size / 40_000)}`,
  ],
  ['deep JSON', (size) => `{"value":[{"senderAddress":"a@b.example"},${'['.repeat(size)}`],
  ['an endless JSON object', (size) => `{"value":[{"senderAddress":"a@b.example"},{"a":"${'b'.repeat(size)}`],
  [
    'many small JSON objects',
    (size) => `{"value":[{"senderAddress":"a@b.example"},${'{},'.repeat(size / 3)}`,
  ],
  ['structured data without an end', (size) => `<22>1 - mx p 1 - ${'[a b="c\\" '.repeat(size / 10)}`],
  ['Exim without an end', (size) => `2026-11-23 02:51:07 1rQx1a-0004Cq-1B ** ${'a '.repeat(size / 2)}`],
  ['brackets', (size) => `${stamps}reject: RCPT from ${'['.repeat(60_000)}\n`.repeat(size / 60_000)],
  ['empty lines', (size) => '\n'.repeat(size)],
  ['an object a line, each cut short', (size) => `{"log":"${refused}\n`.repeat(size / 70)],
  ['an object that is never closed', (size) => `{"a":{${`"b":{"c":"${refused}"},\n`.repeat(size / 80)}`],
  ['objects in objects', (size) => '{"hits":'.repeat(size / 8)],
  ['an object in a list, with many codes', (size) => `[{"m":"${'550 5.7.705 '.repeat(size / 12)}"}]`],
  ['many objects with codes on one line', (size) => `[${`{"message":"${refused}"},`.repeat(size / 76)}{}]`],
  ['JSON in JSON', (size) => JSON.stringify({ a: JSON.stringify({ b: '{"c":'.repeat(size / 8) }) })],
  ['many names in an object', (size) => `{${'"a.b.c":{"d":1},'.repeat(size / 16)}"m":"${refused}"}`],
  [
    'a table whose cells are logs',
    (size) => `time,message\n${`1,"${stamps}${refused}"\n`.repeat(size / 110)}`,
  ],
  ['prefixes of prefixes', (size) => `${'a | '.repeat(60)}${refused}\n`.repeat(size / 300)],
  [
    "lines of codes in a container's log",
    (size) => `2026-11-23T02:51:07Z stdout F ${'550 5.7.705 '.repeat(400)}\n`.repeat(size / 4830),
  ],
  [
    'many streams',
    (size) => Array.from({ length: size / 80 }, (_, index) => `s${index} | ${refused}\n`).join(''),
  ],
  [
    'backslashes',
    (size) => `${'\\'.repeat(60_000)}5.7.705 ${'\\'.repeat(60_000)}\n`.repeat(size / 120_000 + 1),
  ],
  ['colours', (size) => `${'\u001b[31m'.repeat(2000)}5.7.705\n`.repeat(size / 10_000)],
  ['entities', (size) => `<p>${'&lt;'.repeat(2000)}${refused}</p>\n`.repeat(size / 8000)],
  [
    'a dialogue with many recipients',
    (size) => `MAIL FROM:<a@b.example>\n${'RCPT TO:<c@d.example>\n'.repeat(size / 22)}${refused}`,
  ],
  ['names before values', (size) => `${'from= to= '.repeat(400)}${refused}\n`.repeat(size / 4000)],
  ['dates that are none', (size) => `${'12 Nov 20261 '.repeat(150)}${refused}\n`.repeat(size / 2000)],
  ['wrapped lines without an end', (size) => `said: '550 5.7.705 Access denied,\n`.repeat(size / 33)],
  [
    'a list of PowerShell',
    (size) => `SenderAddress : a@b.example\n${`Detail : ${refused}\n    more\n`.repeat(size / 80)}`,
  ],
];

const piece = 1 << 12;

/** As a file is read, but in pieces of 4 KB, so that a short text is many. */
function read(text: string): void {
  const attribution = new Attribution();
  const pieces = Array.from({ length: Math.ceil(text.length / piece) }, (_, index) =>
    text.slice(index * piece, (index + 1) * piece),
  );
  readPieces(pieces, attribution);
  attribution.finish();
}

describe('hostile logs', () => {
  it.each(lines)('take steps in proportion to their length: %s', (_, make) =>
    expectLinear(amount(70_000, 1 << 17), (size) => read(make(size))),
  );

  it('cost a stray quotation mark no more than its own record', () => {
    const row = (number: number) =>
      `2026-11-23T02:00:0${number}Z,C,s${number},1,192.0.2.2:5,203.0.113.1:25,<,"${refused}",\n`;
    const log = `${protocol}${row(1)}2026-11-23T02:00:02Z,C,s2,1,,,<,"half ${refused},\n${row(3)}${row(4)}`;
    const attribution = new Attribution();
    readPieces([log], attribution);
    expect(attribution.finish().map(({ line, sessionId }) => `${line} ${sessionId}`)).toEqual([
      '2 s1',
      '3 s2',
      '4 s3',
      '5 s4',
    ]);
  });

  it('keep no more of a text than a line of a mail has, nor an id that is longer', () => {
    const attribution = new Attribution();
    const long = 'a'.repeat(20_000);
    const mail = [
      `Nov 23 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: from=<${long}@b.example>, size=1, nrcpt=1 (queue active)`,
      `${stamps}to=<${long}@d.example>, relay=${long}[203.0.113.1]:25, dsn=5.7.705, status=bounced (${refused})`,
    ];
    const [event] = readPieces([mail.join('\n')], attribution);
    expect([event?.sender, event?.recipient, event?.remoteHost].map((text) => text?.length)).toEqual([
      998, 998, 998,
    ]);
    const rows = `2026-11-23T02:00:01Z,C,${long},1,192.0.2.2:5,203.0.113.1:25`;
    readPieces([`${protocol}${rows},>,MAIL FROM:<a@b.example>,\n`], attribution);
    expect(readPieces([`${protocol}${rows},<,${refused},\n`], attribution)).toMatchObject([
      { code: '5.7.705' },
    ]);
    expect(attribution.recall(`s:${long}`, Date.parse('2026-11-23T02:00:01Z'))).toBeUndefined();
  });

  it('read a cell with line breaks as one record', () => {
    const log = `${trace}2026-11-23T02:00:00Z,"a@b.example","first\nsecond\nthird",Delivered,<1@b.example>\n2026-11-23T02:00:00Z,c@d.example,e@f.example,Delivered,<2@b.example>\n`;
    expect(readPieces([log], new Attribution()).map(({ line, sender }) => `${line} ${sender}`)).toEqual([
      '2 a@b.example',
      '5 c@d.example',
    ]);
  });

  it('keep two conversations of IIS with one peer apart by joining neither', () => {
    const line = (side: string, method: string, query: string) =>
      `2026-11-23 11:00:01 203.0.113.1 OutboundConnection${side} SMTPSVC1 mx ${method} ${query}\n`;
    const log = [
      '#Fields: date time c-ip cs-username s-sitename s-computername cs-method cs-uri-query\n',
      line('Command', 'EHLO', 'mx'),
      line('Command', 'MAIL', 'FROM:<a@b.example>'),
      line('Command', 'EHLO', 'mx'),
      line('Command', 'MAIL', 'FROM:<c@d.example>'),
      line('Response', '-', refused.replaceAll(' ', '+')),
    ];
    const attribution = new Attribution();
    const events = [...readPieces([log.join('')], attribution), ...attribution.finish()];
    expect(events.map(({ code, sender }) => [code, sender])).toEqual([['5.7.705', undefined]]);
  });
});
