import { describe, expect, it } from 'vitest';
import { eventRow, type RowPlace } from '../../../../src/core/results/eventRow';
import { event } from './events';

const place: RowPlace = {
  groupings: ['code'],
  group: { day: '2026-11-24' },
  language: 'en',
  unknownSender: 'Sender not in the logs',
  lineName: (line) => `line ${line}`,
};
const sent = event({
  sender: 'scanner3@print.adatum.example',
  recipient: 'r@c.example',
  time: '2026-11-24T02:04:12+01:00',
  line: 12,
});

describe('the row of an event', () => {
  it('begins with the time on the clock of the log, and then who', () =>
    expect(eventRow(sent, place)).toEqual({
      label: '02:04 scanner3@print.adatum.example',
      description: '→ r@c.example · mail.log:12',
    }));

  it('has the day where its group has several, in the order of the language', () => {
    const label = (language: 'en' | 'it') =>
      eventRow(sent, { ...place, language, group: { day: undefined } }).label;
    expect(label('en')).toMatch(/^Nov 24 02:04 scanner3@/);
    expect(label('it')).toMatch(/^24 nov 02:04 scanner3@/);
  });

  it('says what is not said by the group above it', () => {
    expect(eventRow(sent, { ...place, groupings: ['day'] }).label).toMatch(/^02:04 5\.7\.750 scanner3@/);
    expect(eventRow(sent, { ...place, groupings: ['file'] }).description).toBe('→ r@c.example · line 12');
    expect(eventRow(sent, { ...place, groupings: ['sender', 'code'] })).toEqual({
      label: '02:04 → r@c.example',
      description: 'mail.log:12',
    });
    expect(eventRow(event({ line: 3 }), { ...place, groupings: ['sender', 'code'] })).toEqual({
      label: 'mail.log:3',
      description: '',
    });
  });

  it('says what the line says where it names nobody, fit to show', () => {
    const unnamed = event({ diagnostic: 'refused\u202e', line: 3 });
    expect(eventRow(unnamed, place)).toEqual({ label: 'refused[U+202E]', description: 'mail.log:3' });
    expect(eventRow(event({ line: 3 }), place).label).toBe('Sender not in the logs');
  });
});
