import { spawnSync } from 'node:child_process';

/*
 * Runs a command and says what it printed only where it fails: `node scripts/quiet.mjs npm run package`.
 */

const [command, ...args] = process.argv.slice(2);
if (!command) throw new Error('Which command?');
// On Windows, npm is a script, which only a shell can run.
const { status, stdout, stderr } = spawnSync(command, args, { shell: process.platform === 'win32' });
if (status !== 0) {
  process.stdout.write(stdout ?? '');
  process.stderr.write(stderr ?? `${command} could not be run.\n`);
}
process.exitCode = status ?? 1;
