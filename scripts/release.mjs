/*
 * Rehearses a release, and with `--publish` publishes it: npm run release [-- --publish]. Without, no credentials are needed and
 * nothing leaves this machine. The tokens are taken from VSCE_PAT and OVSX_PAT.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { lastRelease } from './changelog.mjs';
import { packForNpm, versionInstalled } from './npmPackage.mjs';
import { packageExtension } from './package.mjs';
import { checkoutProblems, packageProblems, publishing } from './releaseChecks.mjs';

const root = join(import.meta.dirname, '..');
const shell = process.platform === 'win32';

const { values } = parseArgs({ options: { publish: { type: 'boolean', default: false } } });
const read = (/** @type {string} */ name) => readFileSync(join(root, name), 'utf8');
const manifest = JSON.parse(read('package.json'));
const changelog = read('CHANGELOG.md');

/** @param {string[]} args */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}

/** Builds the package twice, and says where the two differ from one another or from what they should be. */
async function rehearsePackage() {
  const vsix = join(root, 'ndr-lens.vsix');
  const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-release-'));
  try {
    await packageExtension(root, join(folder, 'again.vsix'));
    await packageExtension(root, vsix);
    const bytes = readFileSync(vsix);
    const isSame = readFileSync(join(folder, 'again.vsix')).equals(bytes);
    const tarball = await packForNpm(join(root, 'out/npm'));
    const installed = await versionInstalled(tarball, join(folder, 'npm'));
    return {
      vsix,
      tarball,
      hash: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      problems: [
        ...packageProblems(bytes, manifest),
        ...(isSame ? [] : ['Two builds of the package are not the same.']),
        ...(installed === manifest.version ? [] : [`The installed command says that it is ${installed}.`]),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const made = await rehearsePackage();
const problems = [
  ...checkoutProblems({
    manifest,
    lock: JSON.parse(read('package-lock.json')),
    changelog,
    tags: git('tag', '--points-at', 'HEAD')?.split('\n') ?? [],
    status: git('status', '--porcelain') ?? 'no repository',
    origin: git('remote', 'get-url', 'origin'),
  }),
  ...made.problems,
];
const { publisher, name, version } = manifest;
const { plan, refusals, isPublished } = publishing(made.vsix, {
  publish: values.publish,
  problems,
  env: process.env,
});

console.log(`\n${publisher}.${name} ${version}: ${made.size} bytes, sha256 ${made.hash}`);
console.log(
  `The command line for npm, installed from its package and asked for its version: ${made.tarball}`,
);
console.log(`\n${lastRelease(changelog).notes.split('\n').slice(0, 12).join('\n')}\n…\n`);
for (const { title, token, hasToken, command } of plan)
  console.log(`${title}: npx ${command.join(' ')}   (token in ${token}: ${hasToken ? 'there' : 'none'})`);
for (const problem of values.publish ? refusals : problems) console.log(`Not ready: ${problem}`);

if (isPublished)
  for (const { command } of plan) execFileSync('npx', command, { cwd: root, stdio: 'inherit', shell });
else console.log('\nNothing was published.');
// A rehearsal fails where something is wrong with a package; a tag may still be missing then.
if (refusals.length > 0 || made.problems.length > 0) process.exitCode = 1;
