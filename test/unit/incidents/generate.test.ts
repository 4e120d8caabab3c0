import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateIncident, variants } from '../../incidents/generate';
import { series } from '../../incidents/series';
import { kinds, type Truth } from '../../incidents/truth';
import { refusedIn, rowsOf, textOf } from './refusedIn';

const every = [...kinds, 'healthy' as const].flatMap((kind) =>
  variants[kind].map(({ name }, index) => ({ kind, name, seed: 1000 + index * 37 })),
);

const told = ({ culprits, neutral }: Truth) => [
  ...culprits.flatMap(({ name, aliases }) => [name, ...aliases]),
  ...neutral,
];

/** All kinds twice, and some healthy tenants. */
const made = [...series(3, 32, 4)];

// How long a machine takes says nothing here.
describe('the generator of incidents', { timeout: 300_000 }, () => {
  test('has two variants or more of each kind, and eight or more healthy tenants', () => {
    for (const kind of kinds)
      expect([kind, variants[kind].length]).toEqual([kind, expect.toSatisfy((n) => n >= 2)]);
    expect(variants.healthy.length).toBeGreaterThanOrEqual(8);
  });

  test('is described with all its kinds and variants', () => {
    const text = readFileSync(join(import.meta.dirname, '../../incidents/README.md'), 'utf8').replace(
      / +/g,
      ' ',
    );
    for (const kind of [...kinds, 'healthy' as const])
      expect(text).toContain(`| ${kind} | ${variants[kind].map(({ name }) => name).join(', ')} |`);
  });

  test('gives the same bytes and the same truth for the same seed, and others for another', () => {
    const [first, second, other] = [generateIncident(42), generateIncident(42), generateIncident(43)];
    expect(second.truth).toEqual(first.truth);
    expect([...second.files].map(([name, bytes]) => [name, bytes.toString('base64')])).toEqual(
      [...first.files].map(([name, bytes]) => [name, bytes.toString('base64')]),
    );
    expect(other.truth).not.toEqual(first.truth);
  });

  test('makes another tenant when nothing but the options differ, and keeps the truth about it', () => {
    const some = generateIncident(7, 'rogue-connector', { variant: 'removed' });
    const all = generateIncident(7, 'rogue-connector', { variant: 'removed', whole: true });
    expect(all.files.size).toBeGreaterThan(some.files.size);
    expect(all.truth.culprits).toEqual(some.truth.culprits);
  });

  test.each(every)('tells the truth of $kind/$name', ({ kind, name, seed }) => {
    for (const whole of [false, true]) {
      const { files, truth } = generateIncident(seed, kind, { variant: name, whole });
      expect(refusedIn(files).size).toBe(truth.blocked);
      if (kind === 'healthy')
        expect(truth).toMatchObject({
          blocked: 0,
          codes: [],
          first: undefined,
          last: undefined,
          culprits: [],
        });
      else {
        expect(truth.blocked).toBeGreaterThan(0);
        expect(truth.blocked).toBeLessThanOrEqual(800);
        expect(truth.codes).toHaveLength(1);
        expect(Date.parse(truth.first ?? '')).toBeLessThanOrEqual(Date.parse(truth.last ?? ''));
        expect(truth.culprits).not.toEqual([]);
      }
      const named = new Set(told(truth));
      expect(truth.innocents.filter((innocent) => named.has(innocent))).toEqual([]);
      expect(truth.innocents.length).toBeGreaterThan(5);
      const texts = [...files].map(([file, bytes]) => `${file}\n${textOf(file, bytes)}`.toLowerCase());
      for (const { name: called, aliases } of truth.culprits)
        expect(
          [called, ...aliases].some((each) => texts.some((text) => text.includes(each.toLowerCase()))),
        ).toBe(true);
    }
  });

  test('writes exports that can be read, in every style', () => {
    const styles = new Set<string>();
    for (const { files, truth } of made) {
      styles.add(truth.style);
      for (const [name, bytes] of files) {
        const text = textOf(name, bytes);
        if (
          /\.(csv|json|txt)$/.test(name) &&
          !/^(postconf|issues|AuditRecords|SignInLogs)/.test(name) &&
          text.trim() !== ''
        )
          for (const row of rowsOf(name, text)) {
            const columns = Object.keys(row);
            expect([
              name,
              columns.length > 0,
              columns.filter((column) => !/^[A-Za-z]\w*([ .]\w+)*( \(UTC\))?$|^Sign-in /.test(column)),
            ]).toEqual([name, true, []]);
          }
        if (name.endsWith('.eml')) expect(text).toMatch(/^Content-Type: message\/delivery-status/im);
      }
    }
    expect(styles.size).toBeGreaterThanOrEqual(6);
  });

  test('holds back what would decide, where it is told to, and asks for no cause then', () => {
    const { truth, files } = generateIncident(5, 'lapsed-subscription', { undecidable: true });
    expect(truth).toMatchObject({ kind: 'unknown', story: 'lapsed-subscription' });
    expect([...files.keys()].filter((name) => /subscription/i.test(name))).toEqual([]);
    expect(generateIncident(5, 'open-relay', { undecidable: true }).truth.kind).toBe('open-relay');
  });

  test('tells logs, traces and bounces from the answers of the tenant', () => {
    const { files, logs, answers } = generateIncident(9, 'open-relay', { variant: 'unix', whole: true });
    const names = [...files.keys()];
    expect(names.filter((name) => logs.has(name)).some((name) => name.endsWith('.eml'))).toBe(true);
    expect(names.filter((name) => !logs.has(name)).some((name) => /accepted/i.test(name))).toBe(true);
    expect(names.filter((name) => !logs.has(name) && !answers.has(name))).toEqual([]);
    expect(names.filter((name) => logs.has(name) && answers.has(name))).toEqual([
      expect.stringMatching(/trace|MTL|ExtendedReport/i),
    ]);
  });

  test('gives a series of all kinds, some that nobody can decide, and healthy tenants at the end', () => {
    const truths = made.map(({ truth }) => truth);
    expect(new Set(truths.map(({ story }) => story)).size).toBe(kinds.length + 1);
    expect(truths.filter(({ kind }) => kind === 'unknown').length).toBeGreaterThan(0);
    expect(truths.slice(-4).map(({ kind }) => kind)).toEqual(Array(4).fill('healthy'));
  });
});
