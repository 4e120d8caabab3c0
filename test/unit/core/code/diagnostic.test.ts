import { describe, expect, it } from 'vitest';
import { diagnosticText } from '../../../../src/core/code/diagnostic';
import { excerpt, printable, visibleText } from '../../../../src/core/code/printable';
import { findStatusCodes } from '../../../../src/core/code/statusCode';

function said(line: string): string | undefined {
  const [hit] = findStatusCodes(line);
  if (!hit) throw new Error(`no hit in ${line}`);
  return diagnosticText(line, hit);
}

const threshold = '550 5.7.705 Access denied, tenant has exceeded threshold';

describe('diagnosticText', () => {
  it.each([
    [threshold, threshold],
    [`Remote Server returned '${threshold}'`, threshold],
    [`#${threshold}##`, threshold],
    [`[{LED=${threshold}};{MSG=};{FQDN=}]`, threshold],
    [`Diagnostic-Code: smtp;${threshold}`, threshold],
    [`status=bounced (host x[104.47.1.1] said: ${threshold} (in reply to end of DATA command))`, threshold],
    [
      'Diagnostic-Code: smtp;550 5.7.750 Service unavailable. Client\n  blocked from sending',
      '550 5.7.750 Service unavailable. Client',
    ],
    [
      "'550;5.7.711 Access denied, bad inbound connector. AS(2204).'",
      '550;5.7.711 Access denied, bad inbound connector. AS(2204).',
    ],
    // A bracket that was not opened ends nothing; one that was, does.
    [`550 5.7.705 ](command:x) [y] Access denied`, '550 5.7.705 ](command:x) [y] Access denied'],
    [`app[31]: [smtp: ${threshold}] x`, threshold],
    ['550-5.7.750 Service unavailable', '550-5.7.750 Service unavailable'],
    [
      '25 - - 550+5.7.750+Service+unavailable.+Client+blocked 0 0 90 0 900 SMTP',
      '550 5.7.750 Service unavailable. Client blocked',
    ],
    [
      "550 5.7.703 Your message can't be delivered because messages to a@b.example are blocked",
      "550 5.7.703 Your message can't be delivered because messages to a@b.example are blocked",
    ],
    ["returned '550 5.7.703 Your message can't be delivered'", "550 5.7.703 Your message can't be delivered"],
    [
      '<mx.example #5.7.750 smtp; 550 5.7.750 Service unavailable>',
      '5.7.750 smtp; 550 5.7.750 Service unavailable',
    ],
    [`{"message":"Error: ${threshold}","at":"x"}`, threshold],
    [`level=error err="send: ${threshold}" to=x`, threshold],
    [`{"a":"he said \\"${threshold}\\" to me","b":"c"}`, threshold],
    [`Error:\u00a0550\u00a05.7.705\u00a0Access denied`, '550 5.7.705 Access denied'],
    ['550\u202f5.7.708\u202fService\u200b unavailable', '550 5.7.708 Service unavailable'],
    ['(550, b’5.7.750 Service unavailable’)', '5.7.750 Service unavailable'],
    ["b'550 5.7.705 Access denied.\\n5.7.705 For more'", '550 5.7.705 Access denied.'],
    ['550\\u00205.7.705 isn\\u0027t accepted', "550 5.7.705 isn't accepted"],
    ['&#39;550 5.7.708 Service unavailable&#39;</div>', '550 5.7.708 Service unavailable'],
    ['<td>550 5.7.708 Service &amp; more</td><td>x', '550 5.7.708 Service & more'],
    ['550 \u001b[31m5.7.705\u001b[0m Access denied', '550 5.7.705 Access denied'],
    ['reason=550%205.7.705%20Access%20denied%2C%20tenant&x=1', '550 5.7.705 Access denied, tenant'],
    [
      'Detail: Service unavailable. Access denied, traffic not accepted. SMTP code: 550 Additional SMTP info: 5.7.708',
      'Service unavailable. Access denied, traffic not accepted.',
    ],
    [
      'Access denied, tenant has exceeded threshold (5.7.705)',
      'Access denied, tenant has exceeded threshold',
    ],
  ])('%j says %j', (line, text) => {
    expect(said(line)).toBe(text);
  });

  it.each(['Status: 5.7.705', '5.7.705', '5.7.705.', '"5.7.705","7"'])('%j holds the bare code', (line) => {
    expect(said(line)).toBeUndefined();
  });

  it('shows control and reordering characters as visible signs and stays short', () => {
    expect(said('550 5.7.705 \u001b[31mred\u202etxt\ud800')).toBe('550 5.7.705 red[U+202E]txt�');
    expect(said(`550 5.7.705 ${'long '.repeat(1000)}`)?.length).toBeLessThanOrEqual(301);
  });
});

describe('printable', () => {
  it('keeps ordinary text of any script', () => {
    expect(printable('Perché 失敗 📧 «è»')).toBe('Perché 失敗 📧 «è»');
  });

  it('leaves nothing that acts on a terminal or reorders a line', () => {
    const all = Array.from({ length: 0x2100 }, (_, unit) => String.fromCharCode(unit)).join('');
    expect(visibleText(all)).not.toMatch(
      /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f]/,
    );
  });
});

describe('excerpt', () => {
  it('returns short text whole and cuts long text around the place', () => {
    expect(excerpt('short', 0, 5, 10)).toBe('short');
    const text = `${'a'.repeat(100)}HIT${'b'.repeat(100)}`;
    expect(excerpt(text, 100, 103, 30)).toMatch(/^…a+HITb+…$/);
    expect(excerpt(text, 100, 103, 30).length).toBe(32);
  });

  it('never halves a surrogate pair', () => {
    const text = '📧'.repeat(100);
    for (let start = 0; start < 190; start += 1)
      expect(printable(excerpt(text, start, start + 2, 31))).not.toContain('�');
  });
});
