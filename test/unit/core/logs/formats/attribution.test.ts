import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Attribution, mostMessages } from '../../../../../src/core/logs/formats/attribution';
import type { LogEvent } from '../../../../../src/core/logs/formats/event';
import { LogReading } from '../../../../../src/core/logs/strategies/logReading';
import { amount } from '../../../full';
import { generate, kinds, type Mail } from '../generatedLogs';
import { clock, readAll, readPieces, source } from '../readTexts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const mails = fc
  .array(fc.record({ who: fc.nat({ max: 9 }), blocked: fc.boolean() }), { minLength: 1, maxLength: 25 })
  .map((list) =>
    list.map(
      ({ who, blocked }, number): Mail => ({
        number,
        sender: `user${who}@d${who % 4}.example`,
        recipient: `to${number}@recipient.example`,
        blocked,
      }),
    ),
  );
const picks = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 40 });

const told = (events: readonly LogEvent[]) =>
  events.map(({ line, sender, outcome }) => ({ line, sender, outcome }));

describe.each(kinds)('$name', (kind) => {
  it('gives every mail its sender, however mails overlap and ids come back', () => {
    fc.assert(
      fc.property(mails, picks, fc.constantFrom(3, 1000), (list, pick, ids) => {
        const log = generate(
          kind,
          list,
          pick,
          ({ number }) => `A${(0xbcde00 + (number % ids)).toString(16).toUpperCase()}`,
        );
        const attribution = new Attribution();
        const events = readPieces([log.lines.join('\n')], attribution).concat(attribution.finish());
        expect(told(events.sort((one, other) => one.line - other.line))).toEqual(
          [...log.truth].map(([line, { sender, blocked }]) => ({
            line,
            sender,
            outcome: blocked ? 'blocked' : 'delivered',
          })),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('gives it across files rotated anywhere and given in any order', async () => {
    await fc.assert(
      fc.asyncProperty(
        mails,
        picks,
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        async (list, pick, one, other, reverse) => {
          const { lines, truth } = generate(
            kind,
            list,
            pick,
            ({ number }) => `A${(0xbcde00 + number).toString(16).toUpperCase()}`,
          );
          const start = kind.header === undefined ? 0 : 1;
          const cuts = [one, other]
            .map((cut) => start + (cut % (lines.length - start + 1)))
            .sort((a, b) => a - b);
          const header = lines.slice(0, start);
          const files = [start, ...cuts].map((from, index) => [
            ...header,
            ...lines.slice(from, cuts[index] ?? lines.length),
          ]);
          const sources = files.map((file, index) => source(`log.${2 - index}`, file.join('\n')));
          const events = await readAll(reverse ? sources.reverse() : sources);
          const senders = (list: readonly (string | undefined)[]) => [...list].sort();
          expect(senders(events.map(({ sender }) => sender))).toEqual(
            senders([...truth.values()].map(({ sender }) => sender)),
          );
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe.each(kinds.filter(({ name }) => /^(?:Postfix|Exim|Sendmail)/.test(name)))(
  '$name, the latest line first',
  (kind) => {
    it('says of every mail who sent it and from where', async () => {
      const list = Array.from(
        { length: 30 },
        (_, number): Mail => ({
          ...{ number, sender: `user${number}@d.example`, recipient: `to${number}@recipient.example` },
          blocked: number % 2 === 0,
        }),
      );
      const idOf = ({ number }: Mail) => `A${(0xbcde00 + number).toString(16).toUpperCase()}`;
      const { lines } = generate(kind, list, [0, 2, 1, 5], idOf);
      const read = async (all: readonly string[]) =>
        (await readAll([source('log', all.join('\n'))]))
          .filter(({ outcome }) => outcome === 'blocked')
          .map(({ recipient, sender, source: from }) => `${recipient} ${sender} ${from}`)
          .sort();
      const expected = await read(lines);
      expect(expected).toHaveLength(15);
      expect(await read([...lines].reverse())).toEqual(expected);
    });
  },
);

describe('attribution', () => {
  const event = (at: number, key: string): LogEvent => ({
    file: key,
    line: at,
    format: 'postfix',
    outcome: 'blocked',
    hits: [{ code: '5.7.750', line: at, column: 1 }],
    code: '5.7.750',
    moment: { time: '', at, assumed: [] },
  });

  it('waits for a line that is read later, and takes only what the id stood for then', () => {
    const attribution = new Attribution();
    expect(attribution.complete(event(25, 'x'), ['x'])).toEqual([]);
    expect(attribution.complete(event(45, 'x'), ['x'])).toEqual([]);
    attribution.open('x', 10, { sender: 'first@x.example' });
    attribution.close('x', 15);
    attribution.open('x', 20, { sender: 'second@x.example' });
    attribution.close('x', 30);
    attribution.open('x', 50, { sender: 'third@x.example' });
    expect(attribution.finish().map(({ sender }) => sender)).toEqual(['second@x.example', undefined]);
  });

  it('gives no sender to a mail whose id stood for another one before', () => {
    const attribution = new Attribution();
    attribution.open('x', 10, { sender: 'first@x.example' });
    attribution.close('x', 15);
    expect(attribution.complete(event(25, 'x'), ['x'])).toEqual([]);
    expect(attribution.finish()).toEqual([event(25, 'x')]);
  });

  it('lets the oldest go when too many wait, and counts what it forgot', () => {
    const attribution = new Attribution({ messages: 2, waiting: 1 });
    expect(attribution.complete(event(1, 'a'), ['a'])).toEqual([]);
    expect(attribution.complete(event(2, 'b'), ['b'])).toEqual([event(1, 'a')]);
    for (const key of ['c', 'd', 'e']) attribution.open(key, 3, { sender: 'x@x.example' });
    expect(attribution.forgotten).toBe(2);
    expect(attribution.recall('c', 4)).toBeUndefined();
    expect(attribution.recall('e', 4)?.sender).toBe('x@x.example');
  });

  it('does not take one lost line for another: NOQUEUE and other hosts share nothing', () => {
    const attribution = new Attribution();
    const log = [
      'Nov 23 10:00:00 mx1 postfix/qmgr[1]: AAAAAAAAAA: from=<one@x.example>, size=1, nrcpt=1 (queue active)',
      'Nov 23 10:00:01 mx2 postfix/smtp[1]: AAAAAAAAAA: to=<b@y.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 no)',
      'Nov 23 10:00:01 mx1 out/smtp[1]: AAAAAAAAAA: to=<b@y.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 no)',
    ];
    expect(readPieces([log.join('\n')], attribution)).toEqual([]);
    expect(attribution.finish().map(({ sender }) => sender)).toEqual([undefined, undefined]);
  });

  it('stays within its memory over many mails at once, and loses only what fell out', () => {
    const attribution = new Attribution();
    const reading = new LogReading('log', clock, attribution);
    const count = amount(150_000, 1_000_000);
    const id = (number: number) => (0x100000000 + number).toString(16).toUpperCase();
    const bytes = () => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = bytes();
    const block = 10_000;
    for (let first = 0; first < count; first += block) {
      const lines = Array.from(
        { length: block },
        (_, index) =>
          `Nov 23 10:00:00 mx postfix/qmgr[1]: ${id(first + index)}: from=<u${first + index}@d${index % 7}.example>, size=1, nrcpt=1 (queue active)\n`,
      );
      reading.push(lines.join(''));
    }
    expect(bytes() - before).toBeLessThan(40 * 1024 * 1024);
    expect(attribution.forgotten).toBe(count - mostMessages / 2);
    const last = count - 1;
    const lost = count - mostMessages / 2 - 1;
    const events = [lost, lost + 1, last].flatMap((number) =>
      reading.push(
        `Nov 23 10:00:01 mx postfix/smtp[1]: ${id(number)}: to=<b@y.example>, relay=r[203.0.113.1]:25, dsn=5.7.705, status=bounced (550 5.7.705 no)\n`,
      ),
    );
    const senders = [...events, ...reading.end(), ...attribution.finish()].map(
      ({ sender }) => sender?.split('@')[0],
    );
    expect(senders.sort()).toEqual([`u${lost + 1}`, `u${last}`, undefined]);
  });
});
