import { parseArgs } from 'node:util';
import { appendices } from '../core/caseReport/material';
import { codes, steps } from '../core/knowledge';
import { engines, mailLogs } from '../core/verify';
import { commandLines } from './commandLines';
import { bash } from './completion/bash';
import { fish } from './completion/fish';
import { type Choices, commandWords, places } from './completion/places';
import { powerShell } from './completion/powerShell';
import { zsh } from './completion/zsh';
import { found } from './exitCode';
import { languageFor } from './language';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

const shells = { bash, zsh, fish, powershell: powerShell } as const;

const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

const choices: Choices = {
  step: ids(steps),
  engine: ids(engines),
  log: ids(mailLogs),
  appendix: [...appendices, 'all'],
  CODE: codes.flatMap(({ codes: { first, last } }) => (first === last ? [first] : [])),
  SHELL: Object.keys(shells),
};

export async function completionCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({ args, allowPositionals: true, options: commandLines.completion.options }),
  );
  const [shell = '', ...others] = positionals;
  if (!isShell(shell) || others.length > 0)
    throw new UsageError('error.oneOf', { option: 'SHELL', values: Object.keys(shells).join(', ') });
  const language = languageFor(values.lang);
  await output.write(shells[shell](commandWords(language), places(language, choices)));
  return found;
}

function isShell(name: string): name is keyof typeof shells {
  return Object.hasOwn(shells, name);
}
