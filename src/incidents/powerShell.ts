import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Names under which PowerShell is installed, the current one first. */
const programs = process.platform === 'win32' ? ['pwsh.exe', 'powershell.exe'] : ['pwsh'];

/** True for the shell or the name of a terminal that runs PowerShell. */
export function isPowerShell(name: string | undefined): boolean {
  return /(?:^|[\\/])(?:pwsh|powershell)(?:\.exe)?$/i.test(name?.trim() ?? '');
}

/** Where PowerShell is installed. @param path as the environment names folders of programs; undefined where none of them holds it */
export function findPowerShell(path = process.env.PATH ?? ''): string | undefined {
  const files = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => programs.map((program) => join(folder, program)));
  return files.find((file) => statSync(file, { throwIfNoEntry: false })?.isFile());
}
