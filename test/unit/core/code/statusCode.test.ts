import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findStatusCodes, isStatusCode } from '../../../../src/core/code/statusCode';
import { expectLinear } from '../../steps';

const codesIn = (text: string) => findStatusCodes(text).map((hit) => hit.code);

describe('findStatusCodes', () => {
  it.each([
    ['550 5.7.705 Access denied, tenant has exceeded threshold', ['5.7.705']],
    ['550-5.7.750 Service unavailable', ['5.7.750']],
    ['550 5.7.705; text', ['5.7.705']],
    ['#5.7.705', ['5.7.705']],
    ['#550 5.7.705 Access denied##', ['5.7.705']],
    ['<5.7.708 Service unavailable>', ['5.7.708']],
    ["'550;5.7.711 Access denied, bad inbound connector. AS(2204).'", ['5.7.711']],
    ['smtp;550 5.7.750 Service unavailable.', ['5.7.750']],
    ['smtp;550;5.7.711', ['5.7.711']],
    ['Status: 5.7.705', ['5.7.705']],
    ['dsn=5.7.705, status=bounced', ['5.7.705']],
    ['[{LED=550 5.7.703 Your message};{MSG=};{FQDN=}]', ['5.7.703']],
    ['5.7.700-749', ['5.7.700']],
    ['5.7.700-5.7.749', ['5.7.700', '5.7.749']],
    ['5.7.703/5.7.705/5.7.750', ['5.7.703', '5.7.705', '5.7.750']],
    ['The code is 5.7.705.', ['5.7.705']],
    ['The code is 5.7.705.\r\nNext', ['5.7.705']],
    ['(5.7.705)', ['5.7.705']],
    ['"5.7.705","5.7.750"', ['5.7.705', '5.7.750']],
    ['550\t5.7.705\tAccess', ['5.7.705']],
    ['said: 550 5.7.705-rc1', []],
    ['said: 550-5.7.7055', []],
    ['said: 550 5.7.705.1', []],
    ['said: 550 5.7.705+build', []],
    ['said: 550-5.7.705+Access', ['5.7.705']],
    ['550/5.7.705', ['5.7.705']],
    ['550+5.7.750+Service+unavailable.+Client+blocked', ['5.7.750']],
    ['550-5.7.750+Service+unavailable', ['5.7.750']],
    ['smtp;550+5.7.750+Service', ['5.7.750']],
    ['550+#5.7.705+smtp', ['5.7.705']],
    ['q=exchange+online+5.7.705+tenant', ['5.7.705']],
    ['q=NDR%3A+5.7.705+tenant', ['5.7.705']],
    ['q=error:+5.7.705+tenant', ['5.7.705']],
    ['550+5.7.750 0 0 90', ['5.7.750']],
    ['error-5.7.705', ['5.7.705']],
    ['错误5.7.705拒绝', ['5.7.705']],
    ['\u00a05.7.705\u00a0', ['5.7.705']],
    ['5.7.799', ['5.7.799']],
    ['\u0000 5.7.705\u0000', ['5.7.705']],
    ['5.7.705', ['5.7.705']],
    ['SMTPDataError: 550\\n5.7.705 Access', ['5.7.705']],
    ['b"5.7.750 a\\r\\n5.7.750 b\\t5.7.750"', ['5.7.750', '5.7.750', '5.7.750']],
    ['\\\\n5.7.708 twice escaped', ['5.7.708']],
    ['dsn\\u003d5.7.705, said \\u00275.7.708 550\\u00a05.7.711', ['5.7.705', '5.7.708', '5.7.711']],
    ["b'550\\xa05.7.750'", ['5.7.750']],
    ['reason=550%205.7.705%20Access', ['5.7.705']],
    ['smtp%3B5.7.750&status%3D5.7.750', ['5.7.750', '5.7.750']],
    ['550#0115.7.705', ['5.7.705']],
    ['dsn=\u001b[01;31m\u001b[K5.7.705\u001b[m\u001b[K, status', ['5.7.705']],
    ['\u001b[38;2;255;85;85m5.7.705\u001b[0m', ['5.7.705']],
    [
      '550 [31m5.7.705[0m, #033[1m5.7.708#033[0m, \\u001b[1m5.7.711\\u001b[0m',
      ['5.7.705', '5.7.708', '5.7.711'],
    ],
    ['Remote_host_said:_550_5.7.705_Access_denied', ['5.7.705']],
    ['version of the page: 5.7.705', ['5.7.705']],
  ])('finds %j', (text, codes) => {
    expect(codesIn(text)).toEqual(codes);
  });

  it.each([
    ['RFC 3463: message integrity failure', '550 5.7.7 Message integrity failure'],
    ['a short subject and detail', '5.7.70'],
    ['class 15', '15.7.705'],
    ['a fourth digit', '5.7.7055'],
    ['the documentation’s own typo', '5.7.7508'],
    ['a fourth component', '5.7.705.1'],
    ['an IP address', '10.5.7.7'],
    ['an IP address before it', '10.5.7.705'],
    ['an IP address', '34.35.7.236'],
    ['a version', 'rocm5.7.23601'],
    ['a version', '3.5.7.23225'],
    ['a version', 'v5.7.705'],
    ['a version', 'mysql-5.7.705'],
    ['a version', 'Agent/5.7.705'],
    ['a version', 'pkg@5.7.705'],
    ['a version', 'Version 5.7.705'],
    ['a version', 'version: 5.7.705'],
    ['a version', '>=5.7.705'],
    ['a version', '^5.7.705'],
    ['a version', '5.7.705-rc1'],
    ['a version', '5.7.705-beta'],
    ['a version', '5.7.705+dfsg'],
    ['a version', '5.7.705-1ubuntu2'],
    ['a version', '1.5.7.750+build'],
    ['a version', '550 5.7.750+build'],
    ['a version', '1.0+5.7.705+dfsg'],
    ['a version', '1.550+5.7.705+dfsg'],
    ['a version', '2.1~+5.7.705+dfsg'],
    ['a version', 'g++5.7.705+build'],
    ['a version', '+5.7.705+build'],
    ['a version', 'q=mysql+version+5.7.705+download'],
    ['a version', '550+5.7.750.1+build'],
    ['a version', '550+5.7.750-rc1+build'],
    ['a version', '5.7.705_2'],
    ['a date', '15.7.2024 05.7.2024 5.7.2024'],
    ['an SVG path', 'M0 0l.705-.7.705v6.59c5.7.705h'],
    ['a version', '"version": "5.7.744",'],
    ['a version', '<version>5.7.744</version>'],
    ['a version', 'Version: <b>5.7.744</b>'],
    ['a version', "app_version='5.7.744'"],
    ['a version', '"release" : "5.7.744"'],
    ['a version', 'Linux kernel 5.7.705 x86_64'],
    ['a version', 'linux-image 5.7.705-generic'],
    ['a version with colours', 'mysql-\u001b[01;31m\u001b[K5.7.705\u001b[m\u001b[K'],
    ['a version with colours', '\u001b[31m5.7.705\u001b[0m-rc1'],
    ['a version in an address', 'Agent%2F5.7.705'],
    ['a full stop written as an escape', '10%2E5.7.705'],
    ['a digit before an escape of nothing', '1\\z5.7.7055'],
    ['an identifier', 'x_550_5.7.705.1'],
    ['an identifier', 'step_5.7.705_done'],
    ['an SVG path', 'M1 5.7.705-.3z'],
    ['the family in prose', '5.7.7xx and 5.7.7 XX'],
    ['a range of another code', '5.7.606-649'],
    ['another code of the subject', '550 5.7.606 Access denied, banned sending IP'],
    ['another subject', '5.1.705'],
    ['another class', '4.7.705'],
    ['commas', '5,7,705'],
    ['an identifier', 'x_5.7.705'],
  ])('%s is not a code: %j', (_, text) => {
    expect(codesIn(text)).toEqual([]);
  });

  it('gives offsets that cut out the code, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(' ', '\r\n', ';', '#', '<', '550 ', '5.7.7', 'text', '\u{1f4e7}', '1', '.')),
        fc.integer({ min: 0, max: 99 }),
        fc.array(fc.constantFrom(' ', '\r\n', ';', '>', ' Access denied', '5.7.7', '\u{1f4e7}')),
        (before, detail, after) => {
          const code = `5.7.7${String(detail).padStart(2, '0')}`;
          const text = `${before.join('')} ${code} ${after.join('')}`;
          const hits = findStatusCodes(text);
          for (const hit of hits) expect(text.slice(hit.start, hit.end)).toBe(hit.code);
          expect(hits.map((hit) => hit.start)).toContain(before.join('').length + 1);
        },
      ),
    );
  });

  it.each([
    ['"enhanced_code":{"class":5,"subject":7,"detail":705}', '5,"subject":7,"detail":705'],
    ['{\n  "class": 5,\n  "subject": 7,\n  "detail": 705\n}', '5,\n  "subject": 7,\n  "detail": 705'],
    [
      String.raw`"log":"{\"class\":5,\"subject\":7,\"detail\":705}"`,
      String.raw`5,\"subject\":7,\"detail\":705`,
    ],
    ['[27,91,51,49,109,53,46,55,46,55,48,53,32,65]', '53,46,55,46,55,48,53'],
    ['[53, 46, 55, 46, 55, 48, 53]', '53, 46, 55, 46, 55, 48, 53'],
    [
      '[\n\t32,\n\t53,\n\t46,\n\t55,\n\t46,\n\t55,\n\t48,\n\t53\n]',
      '53,\n\t46,\n\t55,\n\t46,\n\t55,\n\t48,\n\t53',
    ],
  ])('finds a code in parts: %j', (text, said) => {
    const start = text.indexOf(said);
    expect(findStatusCodes(text)).toEqual([{ code: '5.7.705', start, end: start + said.length }]);
  });

  it.each([
    ...['{"class":5,"subject":7,"detail":75}', '{"class":5,"subject":7,"detail":7055}'],
    ...['{"class":15,"subject":7,"detail":705}', '{"class":5,"detail":705,"subject":7}'],
    ...['[53,46,55,46,55,48]', '[53,46,55,46,55,48,53,48]', '[53,46,55,46,55,48,53,46,49]'],
    ...['[118,53,46,55,46,55,48,53]', '[49,53,46,55,46,55,48,53]', '[153,46,55,46,55,48,53]'],
    ...['[53,46,55,46,55,48,531]', '[53,46,55,46,55,48,58]'],
  ])('finds none in %s', (text) => expect(codesIn(text)).toEqual([]));

  it('finds the same when the text is read window by window', () => {
    const piece = fc.constantFrom(
      '550 5.7.705 ',
      '15.7.705',
      'v',
      '-',
      '5.7.7',
      '05',
      '.1',
      'version ',
      '\n',
      'x',
      '[53,46,55,46,55,48,53]',
      '5,"subject":7,"detail":705',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(), (pieces, seed) => {
        const text = pieces.join('');
        const cut = text.length === 0 ? 0 : seed % text.length;
        expect([...findStatusCodes(text, 0, cut), ...findStatusCodes(text, cut)]).toEqual(
          findStatusCodes(text),
        );
      }),
    );
  });

  it('takes linear work on near misses', async () => {
    expect(findStatusCodes('5.7.75.7.7'.repeat(100_000))).toEqual([]);
    await expectLinear(1 << 14, (size) => findStatusCodes('5.7.75.7.7'.repeat(size / 10)));
    for (const near of ['53,46,55,46,55,48,', '5, "subject": 7, "detail": 7'])
      await expectLinear(1 << 14, (size) => findStatusCodes(near.repeat(size / near.length)));
  });
});

describe('isStatusCode', () => {
  it.each(['5.7.700', '5.7.799'])('accepts %s', (code) => expect(isStatusCode(code)).toBe(true));
  it.each(['5.7.7', '5.7.7000', ' 5.7.705', '5.7.705\n', '5.7.800', 705, null, undefined])(
    'refuses %j',
    (code) => expect(isStatusCode(code)).toBe(false),
  );
});
