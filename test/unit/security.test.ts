import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf } from '../../scripts/imports.mjs';
import { readSources } from '../../scripts/layers.mjs';

const root = join(import.meta.dirname, '../..');
const sources = [...readSources(root)];

/** What opens a connection, in Node.js and on a page. */
const network = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|inspector|undici)(?:\/|$)/;
/** What of `node:net` reads an address and opens none. */
const addresses = /import \{ (?:(?:BlockList|isIP|isIPv4|isIPv6)(?:, )?)+ \} from 'node:net';/;
const calls = /\b(?:fetch|importScripts)\(|\bnew (?:XMLHttpRequest|WebSocket|EventSource|Image)\b|sendBeacon/;

describe('a file that is read', () => {
  it('has nobody called: no source opens a connection', () => {
    expect(sources.length).toBeGreaterThan(100);
    const opened = sources.flatMap(([file, text]) => [
      ...importsOf(file, text.replace(addresses, ''))
        .filter(({ specifier }) => network.test(specifier))
        .map(({ specifier }) => `${file}: ${specifier}`),
      ...(calls.test(text) ? [file] : []),
    ]);
    expect(opened).toEqual([]);
  });
});

describe('the page about security', () => {
  const page = readFileSync(join(root, 'SECURITY.md'), 'utf8');

  it('names for each thing that cannot be done tests that are there', () => {
    const rows = page.split('\n').filter((line) => /^\| (?!it tries|-)/.test(line));
    expect(rows.length).toBeGreaterThan(8);
    for (const row of rows) {
      const tests = row.match(/test\/[\w/]+\.test\.ts/g) ?? [];
      expect(tests, row).not.toEqual([]);
      for (const file of tests) expect(existsSync(join(root, file)), file).toBe(true);
    }
  });
});
