// Builds ndr-lens.vsix. The same sources make the same bytes, on whichever machine with the same Node.js and whenever.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createVSIX } from '@vscode/vsce';
import { lastRelease } from './changelog.mjs';
import { evenOut } from './evenZip.mjs';
import { packageProblems } from './releaseChecks.mjs';

const root = join(import.meta.dirname, '..');

/**
 * Builds and packs the extension in a folder.
 * @param {string} cwd
 * @param {string} packagePath
 */
export async function packageExtension(cwd, packagePath) {
  const { date } = lastRelease(await readFile(join(cwd, 'CHANGELOG.md'), 'utf8'));
  // Told of a time, vsce sorts the entries.
  const { SOURCE_DATE_EPOCH: before } = process.env;
  process.env.SOURCE_DATE_EPOCH = String(Date.parse(date) / 1000);
  try {
    await createVSIX({ cwd, packagePath, dependencies: false });
  } finally {
    if (before === undefined) delete process.env.SOURCE_DATE_EPOCH;
    else process.env.SOURCE_DATE_EPOCH = before;
  }
  await writeFile(packagePath, evenOut(await readFile(packagePath), date));
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'ndr-lens.vsix' } } });
  await packageExtension(root, values.out);
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const problems = packageProblems(await readFile(values.out), manifest);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}
