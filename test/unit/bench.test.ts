import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleBench } from '../../scripts/bench.mjs';

const manifest = readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8');
const benchmarks = [...manifest.matchAll(/node scripts\/bench\.mjs (\w+)/g)].map(([, name = '']) => name);

// Options are read when all that it imports is there, and before any work.
it.each(benchmarks)('the benchmark %s starts, and refuses an option that it does not know', async (name) => {
  const { stderr } = spawnSync(process.execPath, [await bundleBench(name), '--unknown'], {
    encoding: 'utf8',
  });
  expect(stderr).toContain("TypeError [ERR_PARSE_ARGS_UNKNOWN_OPTION]: Unknown option '--unknown'");
});
