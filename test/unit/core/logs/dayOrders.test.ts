import { describe, expect, it } from 'vitest';
import type { Clock } from '../../../../src/core/logs/formats/clock';
import { type LogSource, readLogs } from '../../../../src/core/scan/readFiles';
import { clock } from './readTexts';

const log = (name: string, text: string, modified = clock.reference): LogSource => ({
  name,
  modified,
  open: async function* () {
    yield text;
  },
});

/** Details of a trace as `Format-List` prints them, of mails at some times. */
const list = (...times: readonly string[]) =>
  times
    .map(
      (time, index) =>
        `Date           : ${time}\nEvent          : Fail\nDetail         : Reason: [{LED=550 5.7.705 Access denied, tenant has exceeded threshold}]\nMessageId      : <${index}@contoso.example>\nMessageTraceId : 7a00-${index}\n\n`,
    )
    .join('');

const table = (time: string) =>
  `"Date","Event","Action","Detail","Data","MessageId","MessageTraceId"\n"${time}","Fail","","Reason: [{LED=550 5.7.705 Access denied, tenant has exceeded threshold}]","","<t@contoso.example>","7b00"\n`;

const bounce = (date: string) =>
  `From: postmaster@contoso.example\nTo: anna@contoso.example\nDate: ${date}\nSubject: Undeliverable\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=q\n\n--q\nContent-Type: text/plain\n\nSorry.\n--q\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.contoso.example\n\nFinal-Recipient: rfc822; x@other.example\nAction: failed\nStatus: 5.7.705\nDiagnostic-Code: smtp; 550 5.7.705 Access denied\n--q--\n`;

/** The times of the events of the first source, and what was assumed of them. */
async function times(sources: readonly LogSource[], given: Partial<Clock> = {}) {
  const told: string[] = [];
  for await (const batch of readLogs(sources, { ...clock, ...given })) {
    if ('error' in batch) throw batch.error;
    for (const { file, moment } of batch.events)
      if (file === sources[0]?.name) told.push([moment?.time, ...(moment?.assumed ?? [])].join(' '));
  }
  return told;
}

const open = '09/11/2026 16:54:33';
const dayFirst = ['2026-11-09T16:54:33Z day first'];
const monthFirst = ['2026-09-11T16:54:33Z month first'];
const longAfter = Date.parse('2027-03-01T00:00:00Z');

describe('dates of which either number may be the day', () => {
  it.each([
    ['a list', list(open)],
    ['a table', table(open)],
  ])('in %s are read by the bounces beside it', async (_, text) => {
    const read = (date: string) =>
      times([log('trace', text, longAfter), log('bounce.eml', bounce(date), longAfter)], {
        reference: longAfter,
      });
    expect(await read('Mon, 09 Nov 2026 12:00:00 +0000')).toEqual(dayFirst);
    expect(await read('Fri, 11 Sep 2026 12:00:00 +0000')).toEqual(monthFirst);
  });

  it('are read by the other logs, and by the exports', async () => {
    const first = log('trace', list(open), longAfter);
    const read = (...others: readonly LogSource[]) => times([first, ...others], { reference: longAfter });
    expect(await read(log('other', table('30/09/2026 10:00:00'), longAfter))).toEqual(dayFirst);
    expect(await read(log('other', table('09/30/2026 10:00:00'), longAfter))).toEqual(monthFirst);
    for (const [dayOrder, expected] of [
      ['day-first', dayFirst],
      ['month-first', monthFirst],
    ] as const)
      expect(await times([first], { reference: longAfter, dayOrder })).toEqual(expected);
  });

  it('are left open where others differ and nothing else tells', async () => {
    const others = ['30/09/2026 10:00:00', '09/30/2026 10:00:00'].map((time, index) =>
      log(`other${index}`, table(time), longAfter),
    );
    expect(await times([log('trace', list(open), longAfter), ...others], { reference: longAfter })).toEqual([
      '2026-09-11T16:54:33Z day order',
    ]);
  });

  it('are read so that nothing is later than the file, and its last rows shortly before it', async () => {
    const at = (time: string) => Date.parse(`${time}T18:00:00Z`);
    expect(await times([log('trace', list(open), at('2026-11-10'))])).toEqual(dayFirst);
    expect(await times([log('trace', list(open), at('2026-09-12'))])).toEqual(monthFirst);
  });

  it('are read by the time that each column spans', async () => {
    const text = list('10/09/2026 15:21:18', '11/09/2026 01:29:14', '10/09/2026 22:14:51');
    expect((await times([log('trace', text, longAfter)], { reference: longAfter })).at(-1)).toBe(
      '2026-09-10T22:14:51Z day first',
    );
  });
});
