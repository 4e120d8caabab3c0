#!/usr/bin/env node
import nodeModule from 'node:module';
import { Output } from './output';
import { isUsageError, UsageError } from './usageError';
import { withZoneBound } from './zoneArgument';

const usage = `NDR Lens finds and explains the 5.7.7xx codes with which Exchange Online stops outgoing mail.

  node cli.js scan PATH... [--json | --count] [--senders] [--glob G]... [--since T] [--until T] [--zone Z]
  node cli.js explain CODE [--lang en|it] [--json]
  node cli.js ndr [--json] FILE...                     bounces, or - for standard input
  node cli.js report PATH... [--format md|json|csv] [--glob G]... [--since T] [--until T] [--zone Z] [--lang en|it]
  node cli.js verify [--step STEP] [--from PATH...] [--exports FILE] [--zone Z] [--lang en|it]
  node cli.js verify --engine NAME [--log KIND] [--table T | --files GLOB] [--line C] [--time C] [--host C] [--program C]
      [--since T] [--until T] [--zone Z] [--from PATH...] [--lang en|it]
  node cli.js diagnose PATH... [--json] [--zone Z] [--lang en|it]
  node cli.js exports PATH... [--json] [--zone Z] [--lang en|it]
  node cli.js check EXPORT... [--logs PATH...] [--json] [--zone Z] [--lang en|it]
  node cli.js case INCIDENT [LOG...] | PATH... [--format md|html] [--mask] [--lang en|it] [--zone Z] [--appendix NAME]...

PATH is a file, a folder or - for standard input; .gz, .xz, .zst and .zip are looked into. G says which files of folders are
read, such as '*.log*', or with ! before it which are not.
scan prints one hit a line, path:line:column: code text, with --json one object a line, or with --count how many
hits each file has, for files that have any. It sees through the
encodings of mail; for mail the objects say via what, and in which part. With --senders it says of each hit when that was, who sent
the mail, its queue ID, the host that handed it in and the server, as far as the logs and bounces given say so.
ndr prints who bounced a message and who was blocked, with --json one object a line.
report reads logs and bounces and prints how much was blocked, since when, and who caused it. T is a time
such as 2026-11-24T14:02; Z is the zone of times that name none, such as +01:00, this machine's unless given.
verify prints, as one PowerShell script, the queries that verify the steps, filled with the senders, domains, connectors,
servers and times of the logs and bounces given. STEP is domains, mfa, connectors, users, on-premises or support.
With --engine it prints the queries with which sentinel, elastic, splunk, loki, graylog, clickhouse or duckdb narrows its lines to
those of the blocked mails; report reads what they answer. KIND is postfix, sendmail, exim, exchange-tracking or exchange-protocol; C
is a column, T a table, an index or, of Loki, the labels of a stream. --from names an answer whose messages are asked about.
diagnose reads logs, bounces and what was exported of a tenant, mixed, and prints the likeliest causes with what speaks for and
against each, or with --json one object.
exports says what each file of a folder was recognised as, its rows and its period, what is missing for the conclusion, and the query that
fetches it.
check reads what PowerShell and the portals export of a tenant, and says what stands against the checklist; with --logs it
compares that with mail logs.
case writes the report for Microsoft Support from an incident file and the logs it is about, or from logs, bounces and exports; --mask puts pseudonyms in place
of addresses, domains, IP addresses and subjects; NAME is findings, files, hits, reading or all.
Exit code: 0 with hits, 1 without (ndr: when a file is no bounce; diagnose: when no cause can be named; check: when something is critical; verify: never), 2 on an
error.
`;

type Command = (args: string[], output: Output) => Promise<number>;

/** Each loads what it needs and no more: starting is most of what a short command takes. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  scan: async () => (await import('./scanCommand')).scanCommand,
  explain: async () => (await import('./explainCommand')).explainCommand,
  ndr: async () => (await import('./ndrCommand')).ndrCommand,
  report: async () => (await import('./reportCommand')).reportCommand,
  verify: async () => (await import('./verifyCommand')).verifyCommand,
  diagnose: async () => (await import('./diagnoseCommand')).diagnoseCommand,
  exports: async () => (await import('./exportsCommand')).exportsCommand,
  check: async () => (await import('./checkCommand')).checkCommand,
  case: async () => (await import('./caseCommand')).caseCommand,
};

async function main([name = '', ...args]: string[], output: Output): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    await output.write(usage);
    return 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!load)
      throw new UsageError(
        name === ''
          ? 'Say what to do: scan, explain, ndr, report, verify, diagnose, exports, check or case.'
          : 'There is no such command.',
      );
    return await (await load())(withZoneBound(args), output);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    output.complain(`${error.message}\n\n${usage}`);
    return 2;
  } finally {
    output.finish();
  }
}

// Where Node.js keeps what it compiled (from 22.8 on), the next start compiles nothing.
const newer: typeof nodeModule & { enableCompileCache?: () => void } = nodeModule;
newer.enableCompileCache?.();
// A reader that stops early, as `| head` does, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 2));
void main(process.argv.slice(2), new Output(process.stdout, process.stderr)).then((code) => {
  process.exitCode = code;
});
