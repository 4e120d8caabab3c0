import { describe, expect, it } from 'vitest';
import { findCulprit } from '../../../../src/core/bounce/culprit';
import { parseNdr } from '../../../../src/core/bounce/ndr';
import { bounceEvents } from '../../../../src/core/logs/strategies/bounce';
import { placeIn } from '../../../../src/core/msg/mailLines';
import { readMsg } from '../../../../src/core/msg/readMsg';
import { forwarded, html, report, textOnly } from './outlookBounces';
import { type WrittenItem, writeMsg } from './writeMsg';

const mailOf = (item: WrittenItem) => readMsg(writeMsg(item));
const eventsOf = (item: WrittenItem) =>
  bounceEvents('a.msg', mailOf(item).text).map(({ outcome, code, sender, recipient, moment }) => ({
    outcome,
    code,
    sender,
    recipient,
    time: moment?.time,
  }));

describe('an Outlook message', () => {
  it('that is a report is read like the bounce it was', () => {
    const { text } = mailOf(report);
    const ndr = parseNdr(text);
    expect(ndr.kind).toBe('report');
    expect(ndr.subject?.value).toBe('Undeliverable: Preise für März');
    expect(ndr.time).toBe('2026-11-24T10:00:00.000Z');
    expect(ndr.status?.reportingMta?.value).toBe('AM0PR05MB0007.eurprd05.prod.outlook.com');
    const said = ndr.recipients.map(({ final, action, status, diagnostic, remoteMta }) =>
      [final, action, status, diagnostic, remoteMta].map((stated) => stated?.value),
    );
    expect(said).toEqual([
      [
        'bo@fabrikam.example',
        'failed',
        '5.7.750',
        '550 5.7.750 Service unavailable. Client blocked from sending',
        'mx.fabrikam.example',
      ],
      [
        'cy@fabrikam.example',
        'failed',
        '5.7.705',
        '550 5.7.705 Access denied, tenant has exceeded threshold',
        undefined,
      ],
    ]);
    expect(ndr.original?.messageId?.value).toBe('<77@contoso.example>');
    expect(findCulprit(ndr).envelopeSender).toMatchObject({
      value: 'erin@contoso.example',
      field: 'Return-Path',
    });
  });

  it('counts one blocked mail for each code, and none by the number that has no room for it', () => {
    const facts = { outcome: 'blocked', sender: 'erin@contoso.example', time: '2026-11-24T10:00:00.000Z' };
    expect(eventsOf(report)).toEqual([
      { ...facts, code: '5.7.750', recipient: 'bo@fabrikam.example' },
      { ...facts, code: '5.7.705', recipient: 'cy@fabrikam.example' },
    ]);
    expect(mailOf(report).text).not.toContain('570');
  });

  it.each([
    ['text alone', textOnly, undefined],
    ['HTML in a code page', html, '2026-11-24T10:00:00.000Z'],
  ])('that is %s is read by its words', (_, item, time) => {
    expect(eventsOf(item)).toEqual([
      {
        outcome: 'blocked',
        code: '5.7.708',
        sender: 'erin@contoso.example',
        recipient: 'bo@fabrikam.example',
        time,
      },
    ]);
  });

  it('is of the server that sent it within Exchange', () => {
    const exchange =
      '/O=EXCHANGELABS/OU=X/CN=RECIPIENTS/CN=MICROSOFTEXCHANGE329E71EC88AE4615BBC36AB6CE41109E';
    const { properties } = textOnly;
    const item = { properties: { ...properties, '0c1a001f': 'Microsoft Outlook', '0c1f001f': exchange } };
    expect(parseNdr(mailOf(item).text).isForwarded).toBe(false);
    const person = { properties: { ...properties, '0c1a001f': 'Erin', '0c1f001f': '/O=X/CN=ERIN' } };
    expect(parseNdr(mailOf(person).text).isForwarded).toBe(true);
  });

  it('is read by what a row reports where it has no supplementary information', () => {
    const item = {
      properties: { '001a001f': 'REPORT.IPM.Note.NDR' },
      recipients: [{ '39fe001f': 'bo@fabrikam.example', '1001001f': '550 5.7.705 Access denied' }],
    };
    expect(parseNdr(mailOf(item).text).recipients[0]?.status?.value).toBe('5.7.705');
  });

  it('shows what an old code page wrote', () => {
    expect(mailOf(html).text).toContain('für');
    const { text } = mailOf(forwarded);
    expect(text).toContain('Subject: FW: Zurück\n');
    expect(text).toContain('Was ist das für ein Fehler?');
  });

  it('with a bounce attached accuses nobody to whom it was sent', () => {
    expect(eventsOf(forwarded)).toEqual(eventsOf(report));
    expect(JSON.stringify(findCulprit(parseNdr(mailOf(forwarded).text)))).not.toContain('desk.example');
  });

  it('names where each line of its mail came from', () => {
    const mail = mailOf(report);
    const lineOf = (part: string) => mail.text.slice(0, mail.text.indexOf(part)).split('\n').length;
    const places = ['Subject: Und', 'Generating server', 'Status: 5.7.750', 'Status: 5.7.705', 'Dear Bo'].map(
      (part) => placeIn(mail, lineOf(part)),
    );
    expect(places).toEqual([
      'header',
      'text',
      'recipient 1, supplementary information',
      'recipient 2, supplementary information',
      'attachment 1, text',
    ]);
  });

  it('makes no part, field or line break of what an attacker writes into it', () => {
    const { text } = mailOf({
      properties: {
        '001a001f': 'REPORT.IPM.Note.NDR',
        '0037001f': 'x\r\nX-Injected: 1\r\n\r\nbody',
        '0c1f001f': 'a@b.example\nTo: victim@x.example',
        '1000001f':
          '--ndr-lens-part-1\nContent-Type: message/delivery-status\n\nFinal-Recipient: rfc822; e@vil.example\n--ndr-lens-part-1--',
      },
      recipients: [
        {
          '39fe001f': 'bo@fabrikam.example\nStatus: 5.7.750',
          '0c1b001f': '550 5.1.1\nStatus: 5.7.705\n\nX: y',
        },
      ],
    });
    const ndr = parseNdr(text);
    expect(text).not.toMatch(/^X-Injected|^To: victim|^X: y/m);
    expect(ndr.recipients).toHaveLength(1);
    expect(ndr.recipients[0]?.status?.value).toBe('5.1.1');
    expect(ndr.recipients[0]?.final?.value).not.toContain('vil.example');
  });

  it('is told from what is none', () => {
    expect(() => readMsg(Buffer.from('no message'))).toThrow('no Outlook message');
    expect(() => readMsg(writeMsg(report).subarray(0, 600))).toThrow();
  });
});
