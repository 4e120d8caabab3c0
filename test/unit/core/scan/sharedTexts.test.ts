import { expect, it } from 'vitest';
import type { LogEvent } from '../../../../src/core/logs/formats/event';
import { SharedTexts } from '../../../../src/core/scan/sharedTexts';

const events: readonly LogEvent[] = Array.from({ length: 20_000 }, (_, number) => ({
  file: '/var/log/mail.log',
  line: number + 1,
  format: 'postfix',
  outcome: 'blocked',
  hits: [
    { code: '5.7.750', line: number + 1, column: 96 },
    { code: '5.7.705', line: number + 1, column: 110 },
  ],
  code: '5.7.750',
  moment:
    number % 3 === 0
      ? undefined
      : {
          time: new Date(number).toISOString(),
          at: number,
          assumed: number % 2 === 0 ? [] : ['year', 'zone'],
        },
  sender: `sender${number}@a.example`,
  recipient: number % 5 === 0 ? 'constructor' : '__proto__',
  queueId: `Q${number}`,
  ...(number % 7 === 0 ? { server: 'MAIL01', connector: '' } : {}),
}));

it('changes nothing of what events say, however many texts there are', () => {
  const texts = new SharedTexts();
  expect(structuredClone(events).map((event) => texts.event(event))).toEqual(events);
});

it('shares what can be told to be shared', () => {
  const texts = new SharedTexts();
  const [one, other] = [events[1], events[5]].map((event) => event && texts.event(structuredClone(event)));
  expect(one?.moment?.assumed).toEqual(['year', 'zone']);
  expect(one?.moment?.assumed).toBe(other?.moment?.assumed);
});
