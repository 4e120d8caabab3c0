import { describe, expect, it } from 'vitest';
import { diagnosisView } from '../../../../src/core/dashboard/diagnosisView';
import { takenOver } from '../diagnosis/takenOver';

const nothing = { causes: [], story: [], tenants: [], tenantCount: 0 };

describe('the diagnosis that the dashboard shows', () => {
  it('names each place once, by its number, and shows no more of its path than a person needs', () => {
    const shown = diagnosisView(takenOver(), 'en');
    const [judgement] = shown?.view.judgements ?? [];
    expect(judgement?.reasons[0]?.places).toEqual([
      { label: 'incident/message-trace.csv:4711', place: 0 },
      { label: 'incident/message-trace.csv:4980', place: 1 },
    ]);
    expect(judgement?.against[0]?.places).toEqual([{ label: 'incident/message-trace.csv:4711', place: 0 }]);
    expect(shown?.places[1]).toEqual({ file: '/work/incident/message-trace.csv', line: 4980 });
    expect(new Set(shown?.places.map(({ file, line }) => `${file}:${line}`)).size).toBe(shown?.places.length);
  });

  it('is fit to show, whatever the names are', () => {
    const words = JSON.stringify(diagnosisView(takenOver('a\u202eb\u0007@x.example'), 'it')?.view);
    expect(words).not.toMatch(/\u202e|\\u0007/);
  });

  it('tells no story of the refusals alone, and is nothing where nothing was blocked', () => {
    const story = takenOver().story.filter(({ phase }) => phase === 'block');
    expect(diagnosisView({ ...nothing, story }, 'en')?.view.judgements).toMatchObject([
      { headline: 'No cause can be named from what was read.', story: [] },
    ]);
    expect(diagnosisView(nothing, 'en')).toBeUndefined();
  });
});
