import { describe, expect, it } from 'vitest';
import { noteLine } from '../../../../src/core/incident/noteLine';
import { noteAddress, noteAt } from '../../../../src/incidents/noteAddress';

describe('the line that stands for a note', () => {
  it.each([
    ['', undefined],
    ['\n  \n', undefined],
    ['# Admins\n\ntwo of them', 'Admins'],
    ['\n- asked Ada', 'asked Ada'],
    ['---\nlater', 'later'],
  ])('%j', (note, line) => expect(noteLine(note)).toBe(line));

  it('is short', () => expect(noteLine('a'.repeat(500))).toBe(`${'a'.repeat(80)}…`));
});

describe('the document of a note', () => {
  it('has the name of its step, and leads to it', () => {
    const address = noteAddress('afb6-1', 'domains', 'Note - Domains/subdomains');
    expect(address.path).toBe('/Note - Domains-subdomains.md');
    expect(noteAt(address)).toEqual({ id: 'afb6-1', step: 'domains' });
  });

  it('is none for an address that somebody made up', () =>
    expect(noteAt({ query: 'x/../toString' }).step).toBeUndefined());
});
