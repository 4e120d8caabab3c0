// Opens the desktop VS Code of this machine with the extension as it is in this folder, and the samples.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const windows = process.platform === 'win32';
const quoted = (text) => (windows ? `"${text}"` : text);
const args = [
  `--extensionDevelopmentPath=${root}`,
  join(root, 'samples'),
  join(root, 'samples', 'README.md'),
];
const { error, status } = spawnSync('code', args.map(quoted), { stdio: 'inherit', shell: windows });
if (error || (windows && status === 9009)) {
  console.error(
    'No desktop VS Code found: the command "code" is not on the PATH. "npm start" works without it.',
  );
  process.exitCode = 1;
} else {
  process.exitCode = status ?? 1;
}
