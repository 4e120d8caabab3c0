#!/usr/bin/env node
import nodeModule from 'node:module';
import { type CommandName, commandLines, isCommandName, program } from './commandLines';
import { trouble } from './exitCode';
import { languageOfArguments, withCommandFirst } from './language';
import { Output, reasonOf } from './output';
import { ProgressLine } from './progressLine';
import { hitFormatFor } from './terminal';
import { cliText } from './texts';
import { isUsageError, UsageError } from './usageError';
import { version } from './version';
import { withZoneBound } from './zoneArgument';

type Command = (args: string[], output: Output) => Promise<number>;

/** Each loads what it needs and no more: starting is most of what a short command takes. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  scan: async () => (await import('./scanCommand')).scanCommand,
  explain: async () => (await import('./explainCommand')).explainCommand,
  ndr: async () => (await import('./ndrCommand')).ndrCommand,
  report: async () => (await import('./reportCommand')).reportCommand,
  verify: async () => (await import('./verifyCommand')).verifyCommand,
  diagnose: async () => (await import('./diagnoseCommand')).diagnoseCommand,
  exports: async () => (await import('./exportsCommand')).exportsCommand,
  check: async () => (await import('./checkCommand')).checkCommand,
  case: async () => (await import('./caseCommand')).caseCommand,
  mcp: async () => (await import('./mcpCommand')).mcpCommand,
  completion: async () => (await import('./completionCommand')).completionCommand,
  man: async () => (await import('./manCommand')).manCommand,
};

async function main([name = '', ...args]: string[], output: Output): Promise<number> {
  const [about = name] = name === 'help' ? args : [];
  if (['--help', '-h', 'help'].includes(name) || args.some((arg) => arg === '--help' || arg === '-h')) {
    await output.write(await helpOf(about, output));
    return 0;
  }
  if (name === '--version') {
    await output.write(`${version}\n`);
    return 0;
  }
  try {
    if (!isCommandName(name))
      throw name === ''
        ? new UsageError('error.noCommand', { commands: Object.keys(commandLines).join(', ') })
        : new UsageError('error.unknownCommand', { command: name });
    const command = await commands[name]();
    return await command(withZoneBound(args), output);
  } catch (error) {
    if (isUsageError(error))
      output.tell('error.seeHelp', {
        error: cliText(output.language, error.text, error.values),
        help: isCommandName(name) ? `${program} ${name} --help` : `${program} --help`,
      });
    else output.tell('error.failed', { program, reason: reasonOf(error) });
    return trouble;
  } finally {
    output.finish();
  }
}

/** The help of a command, or of the whole where it is none. */
async function helpOf(name: string, { language }: Output): Promise<string> {
  const { commandHelp, generalHelp } = await import('./help');
  return isCommandName(name) ? commandHelp(name, language) : generalHelp(language);
}

// Where Node.js keeps what it compiled (from 22.8 on), the next start compiles nothing.
const newer: typeof nodeModule & { enableCompileCache?: () => void } = nodeModule;
newer.enableCompileCache?.();
// A reader that stops early, as `| head` does, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
const given = withCommandFirst(process.argv.slice(2));
const { stdout, stderr, env } = process;
const output = new Output(
  stdout,
  stderr,
  languageOfArguments(given),
  hitFormatFor(stdout, env),
  stderr.isTTY ? new ProgressLine(stderr) : undefined,
);
void main(given, output).then((code) => {
  output.end();
  process.exitCode = code;
});
