import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../../src/core/files/textFile';
import { walk } from '../../../../src/core/files/walk';
import { type FileHit, scanText } from '../../../../src/core/search/messageScan';

const root = join(import.meta.dirname, '../../../..');

async function hitsUnder(folder: string): Promise<string[]> {
  const rows: string[] = [];
  for await (const file of walk(folder)) {
    if ('error' in file) throw file.error;
    const name = relative(root, file.path).split(sep).join('/');
    const row = ({ line, column, code, via = 'plain' }: FileHit) =>
      [name, line, column, code, via].join('\t');
    rows.push(...(await hitsIn(file.path)).map(row));
  }
  return rows;
}

async function hitsIn(path: string): Promise<FileHit[]> {
  const hits: FileHit[] = [];
  for await (const found of scanText(readText(path))) hits.push(...found);
  return hits;
}

describe('samples', () => {
  it('hold exactly the hits of test/expectedHits.tsv', async () => {
    const [, ...expected] = readFileSync(join(root, 'test/expectedHits.tsv'), 'utf8').trim().split('\n');
    expect([
      ...(await hitsUnder(join(root, 'samples/bounces'))),
      ...(await hitsUnder(join(root, 'samples/logs'))),
    ]).toEqual(expected);
  });
});
