import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({ path, code: readFileSync(join(root, 'src', path), 'utf8') }));

const thatHave = (pattern: RegExp) =>
  sources.flatMap(({ path, code }) => (pattern.test(code) ? [path] : [])).sort();

describe('numbers and times', () => {
  it('are written by one function each, in the language of the texts around them', () => {
    expect(
      thatHave(/DateTimeFormat\b|toLocale(?:Date|Time)?String|to(?:UTC|Date|Time)String|(?:date|time)Style/),
    ).toEqual([
      // Ask for the clock of a zone, and for this machine's zone.
      'core/logs/formats/timeZone.ts',
      'scanning/timeZoneChoice.ts',
    ]);
    expect(thatHave(/NumberFormat\b/)).toEqual([
      'core/code/numbers.ts',
      'core/code/size.ts',
      // What the library of the chart asks for, and the axis: 12K.
      'webview/dashboard/browserLanguage.ts',
      'webview/dashboard/timeChart.ts',
    ]);
  });

  it('have no format of their own', () => {
    expect(thatHave(/\.replace\('T', ' '\)|\(UTC\)/)).toEqual([]);
    // Month names elsewhere are those that logs and exports are read by.
    expect(thatHave(/'?Jan'?,? '?Feb/)).toEqual([
      'core/logs/formats/clock.ts',
      'core/logs/formats/lineTime.ts',
      'core/tenant/values.ts',
    ]);
  });

  it.each([
    ['en', /\n## Appendix/, /\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{1,2}, \d{4}\b/],
    ['it', /\n## Appendice/, /\b\d{1,2} (?:gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic) \d{4}\b/],
  ])('the case is written in the dates of its language: %s', (language, appendix, date) => {
    const [body = ''] = readFileSync(join(root, `samples/case/support-case.${language}.md`), 'utf8').split(
      appendix,
    );
    expect(body).not.toMatch(/\d{4}-\d\d-\d\d/);
    const times = body.match(/\d{1,2}:\d\d(?::\d\d)?/g) ?? [];
    expect(times.length).toBeGreaterThan(40);
    expect(body.split(date).length).toBeGreaterThan(40);
  });
});
