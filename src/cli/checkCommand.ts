import { parseArgs } from 'node:util';
import type { Evidence } from '../core/code/evidence';
import type { Language } from '../core/code/language';
import { printable, visibleText } from '../core/code/printable';
import { diagnose } from '../core/diagnosis/diagnose';
import { causesText } from '../core/diagnosis/report';
import { findingsIn } from '../core/findings';
import { findingText } from '../core/findings/findingText';
import { LogFactsCounter, noLogFacts } from '../core/findings/logFacts';
import { importText, refusalText, sourcesOf } from '../core/findings/texts';
import type { Finding } from '../core/incident/finding';
import type { LogFacts } from '../core/logs/figures/logFacts';
import type { DayOrder } from '../core/logs/formats/dateOrder';
import { readAgain } from '../core/mixed/mixedFiles';
import { isUnderstood } from '../core/tenant/factSet';
import type { TenantExport } from '../core/tenant/facts';
import { commonOrderOf, readTenantFile, withCommonOrder } from '../core/tenant/files';
import { commandLines } from './commandLines';
import { trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn, readTogether, sourcesAt } from './logSources';
import { metAt } from './mixedFiles';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

/** Unlike a search, a check that finds something critical did not end well; nor did one that did not understand all it read. */
const clean = 0;
const critical = 1;

/** What was read, as far as it could be. */
interface Read<Value> {
  readonly value: Value;
  readonly failed: boolean;
}

export async function checkCommand(args: string[], output: Output): Promise<number> {
  const { values, exports: paths, logs: logPaths } = asUsageError(() => parse(args));
  if (paths.length === 0) throw new UsageError('check.missing');
  const language = languageFor(values.lang);
  const exports = await readExports(paths, language, output);
  const logs = await readLogFacts(logPaths, values, commonOrderOf(exports.value), output);
  const circumstances = { tenant: { exports: exports.value }, logs: logs.value };
  const findings = findingsIn(circumstances);
  await output.write(
    values.json
      ? asJson(findings, language)
      : `${readText(exports.value, language)}${causesText(diagnose(circumstances), language)}${asText(findings, language)}`,
  );
  if (exports.value.length === 0 && !exports.failed) output.tell('check.nothing');
  if (exports.value.length === 0 || exports.failed || logs.failed) return trouble;
  if (findings.some(({ severity }) => severity === 'critical')) return critical;
  return exports.value.every(isUnderstood) ? clean : trouble;
}

/** Paths after `--logs` are logs, as a shell writes `--logs mail.log*` out. */
function parse(args: string[]) {
  const { values, tokens } = parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: commandLines.check.options,
  });
  const exports: string[] = [];
  const logs: string[] = [];
  let paths = exports;
  for (const token of tokens) {
    if (token.kind === 'option' && token.name === 'logs') {
      paths = logs;
      if (token.value !== undefined) logs.push(token.value);
    } else if (token.kind === 'positional') paths.push(token.value);
  }
  return { values, exports, logs };
}

async function readExports(
  paths: readonly string[],
  language: Language,
  output: Output,
): Promise<Read<TenantExport[]>> {
  const value: TenantExport[] = [];
  let failed = false;
  for (const met of metAt(paths, output))
    try {
      if ('error' in met) throw met.error;
      const imported = await readTenantFile(met.path);
      if ('export' in imported) value.push(imported.export);
      else throw new Error(refusalText(met.path, imported.refusal, language));
    } catch (error) {
      output.complainAbout(met.path, error);
      failed = true;
    }
  return { value: await withCommonOrder(value, readAgain), failed };
}

async function readLogFacts(
  paths: readonly string[],
  { zone }: { readonly zone?: string | undefined },
  dayOrder: DayOrder | undefined,
  output: Output,
): Promise<Read<LogFacts>> {
  const clock = { ...clockIn(zone), dayOrder };
  if (paths.length === 0) return { value: noLogFacts, failed: false };
  const { sources, failed: missing } = sourcesAt(paths, output);
  const counter = new LogFactsCounter();
  // Domains and hosts of mail that was delivered matter too, with the places where they stand, and its volume: as in the window.
  const isWhole = await readTogether(sources, clock, { counted: {} }, output, {
    take: (batch) => counter.addBatch(batch),
  });
  return { value: counter.facts(), failed: missing || !isWhole };
}

function readText(exports: readonly TenantExport[], language: Language): string {
  return exports.map((each) => `${importText(each, language)}\n`).join('');
}

/** A finding a paragraph with the places that prove it. */
function asText(findings: readonly Finding[], language: Language): string {
  return findings
    .map((finding) => {
      const { title, reason, severity } = findingText(finding, language);
      const places = finding.evidence.map((each) => `  ${place(each)}\n`).join('');
      return `\n${severity}: ${title}\n  ${reason}\n${places}`;
    })
    .join('');
}

function place({ file, line, excerpt }: Evidence): string {
  const where = line === undefined ? printable(file) : `${printable(file)}:${line}`;
  return excerpt === undefined ? where : `${where}: ${excerpt}`;
}

/** One object a finding and line; texts are fit to show. */
function asJson(findings: readonly Finding[], language: Language): string {
  return findings
    .map((finding) =>
      JSON.stringify(
        { ...finding, text: findingText(finding, language), sources: sourcesOf(finding) },
        (_, value) => (typeof value === 'string' ? visibleText(value) : value),
      ),
    )
    .map((line) => `${line}\n`)
    .join('');
}
