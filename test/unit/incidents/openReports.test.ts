import { describe, expect, it } from 'vitest';
import { OpenReports } from '../../../src/incidents/openReports';

describe('open reports', () => {
  it('can be made a page of until they are closed', () => {
    const told: (readonly string[])[] = [];
    const reports = new OpenReports((addresses) => told.push(addresses));
    reports.add('untitled:1', () => '<p>one</p>');
    reports.add('untitled:2', () => '<p>two</p>');
    expect(reports.page('untitled:2')).toBe('<p>two</p>');
    reports.remove('untitled:1');
    reports.remove('file:///other');
    expect([reports.page('untitled:1'), reports.page('untitled:2')]).toEqual([undefined, '<p>two</p>']);
    expect(told).toEqual([['untitled:1'], ['untitled:1', 'untitled:2'], ['untitled:2']]);
  });
});
