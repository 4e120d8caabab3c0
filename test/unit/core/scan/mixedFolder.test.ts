import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileScan } from '../../../../src/cli/fileScan';
import { Output } from '../../../../src/cli/output';
import { filesAt } from '../../../../src/core/files/walk';
import { amount } from '../../full';
import { type MixedFile, writeMixed } from './mixedFolder';
import { buildWorker, remove, request, Scanner } from './scans';

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-mixed-'));
const place = join(folder, 'files');
let files: MixedFile[];
beforeAll(() => {
  files = writeMixed(place, amount(2100, 56_000));
});
afterAll(() => remove(folder));

/** How many hits each path has, of those that have any. */
function byPath(hits: Iterable<readonly [path: string, hits: number]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [name, count] of hits) {
    // A file of an archive is called by both names.
    const path = name.includes('.zip/') ? name.slice(0, name.indexOf('.zip/') + 4) : name;
    counts.set(path, (counts.get(path) ?? 0) + count);
  }
  return counts;
}

const expectedHits = (wanted: readonly MixedFile[]) =>
  byPath(wanted.flatMap(({ path, hits }) => (hits > 0 ? [[path, hits] as const] : [])));

describe('a folder of files of all kinds', () => {
  it('is scanned by the command line: each file is read, or named', async () => {
    const [out, errors] = [new PassThrough(), new PassThrough()];
    const printed = Promise.all([text(out), text(errors)]);
    // Each that is no text is named here, however many there are.
    const complaints: string[] = [];
    const output = new Output(out, errors);
    output.complainAbout = (path) => complaints.push(path);
    const scan = new FileScan('count', output, {
      now: Date.now(),
      since: undefined,
      until: undefined,
      zone: undefined,
    });
    for (const met of filesAt(place)) await scan.add(met.path);
    await scan.finish();
    await scan.close();
    out.end();
    errors.end();
    const [counts] = await printed;
    const lines = counts
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/: (?=\d+$)/));
    expect(byPath(lines.map(([path = '', count]) => [path, Number(count)]))).toEqual(expectedHits(files));
    const named = files.filter(({ isNamed }) => isNamed);
    expect(new Set(complaints)).toEqual(new Set(named.map(({ path }) => path)));
    expect(complaints).toHaveLength(named.length);
  });

  it('is scanned by the window: each file is read, named or left out by its name', async () => {
    const scanner = new Scanner(buildWorker(folder), 2 ** 31 - 1);
    const snapshot = await scanner.scan(request([place], { countDeliveries: false }));
    scanner.close();
    const wanted = files.filter(({ isLeftOut }) => !isLeftOut);
    expect(snapshot.state).toBe('complete');
    expect(byPath(snapshot.events.map(({ file, hits }) => [file, hits.length]))).toEqual(
      expectedHits(wanted),
    );
    const problems = snapshot.files.filter(({ problem }) => problem !== undefined).map(({ path }) => path);
    expect(problems.sort()).toEqual(wanted.flatMap(({ path, isNamed }) => (isNamed ? [path] : [])).sort());
    expect(snapshot.files.length + snapshot.leftOut).toBe(files.length);
  });
});
