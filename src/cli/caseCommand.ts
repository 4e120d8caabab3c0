import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { caseHtml } from '../core/caseReport/html';
import { caseMarkdown } from '../core/caseReport/markdown';
import { type Appendix, appendices } from '../core/caseReport/material';
import { caseReport } from '../core/caseReport/report';
import { fill } from '../core/code/fillPlaces';
import { diagnose } from '../core/diagnosis/diagnose';
import { findingsIn } from '../core/findings';
import { findingText } from '../core/findings/findingText';
import { noLogFacts } from '../core/findings/logFacts';
import type { Circumstances } from '../core/findings/rule';
import { incidentExtension } from '../core/incident/fileName';
import { act, addEvidence, type Incident, newIncident } from '../core/incident/incident';
import { loadIncident } from '../core/incident/incidentFile';
import { codeEntry, steps, texts } from '../core/knowledge';
import { explain, portalLink } from '../core/knowledge/explanation';
import { noFacts, type TenantFacts } from '../core/tenant/facts';
import { scanForCase } from './caseScan';
import { commandLines } from './commandLines';
import { found, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn } from './logSources';
import { sortPaths } from './mixedFiles';
import type { Output } from './output';
import { cliText } from './texts';
import { asUsageError, UsageError } from './usageError';

export async function caseCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: commandLines.case.options,
    }),
  );
  if (positionals.length === 0) throw new UsageError('case.missing');
  const { format = 'md', mask: masked = false, appendix = [] } = values;
  if (format !== 'md' && format !== 'html')
    throw new UsageError('error.oneOf', { option: '--format', values: 'md, html' });
  const language = languageFor(values.lang);
  const wanted = appendix.flatMap((names) => names.split(',')).map(appendixNamed);
  const clock = clockIn(values.zone);
  const base = await caseBase(positionals, output);
  if (!base) return trouble;
  const { logs, tenant } = base;
  const scan = logs.length === 0 ? undefined : await scanForCase(logs, clock, wanted.flat(), output);
  const circumstances = { tenant, logs: scan?.facts ?? noLogFacts };
  const incident = base.incident ?? incidentOf(circumstances, basename(positionals[0] ?? ''));
  const blocks = caseReport(
    { incident, diagnosis: diagnose(circumstances), ...scan?.material },
    { codeEntry, explain, fill, findingText, portalLink, steps, texts: texts[language] },
    { language, masked, appendices: wanted.flat(), now: new Date() },
  );
  await output.write(format === 'html' ? caseHtml(blocks, language) : caseMarkdown(blocks, language));
  return scan?.failed || base.failed ? trouble : found;
}

/** What a case is made of. */
interface CaseBase {
  /** Undefined where the files make one up. */
  readonly incident: Incident | undefined;
  readonly tenant: TenantFacts;
  readonly logs: readonly string[];
  readonly failed: boolean;
}

/** An incident file and its logs, or logs, bounces and exports without one. */
async function caseBase(paths: readonly string[], output: Output): Promise<CaseBase | undefined> {
  const [first = '', ...logs] = paths;
  if (first.toLowerCase().endsWith(incidentExtension) || !existsSync(first)) {
    const incident = read(first, output);
    return incident && { incident, tenant: noFacts, logs, failed: false };
  }
  const { exports, logs: sources, failed } = await sortPaths(paths, output);
  return { incident: undefined, tenant: { exports }, logs: sources.map(({ name }) => name), failed };
}

/** An incident that nobody has worked on yet. */
function incidentOf(circumstances: Circumstances, title: string): Incident {
  const incident = newIncident(randomUUID(), title, act(new Date()));
  return addEvidence(
    { ...incident, findings: findingsIn(circumstances) },
    circumstances.tenant.exports.map(({ source }) => source),
  );
}

function read(path: string, output: Output): Incident | undefined {
  try {
    const incident = loadIncident(path);
    if (!incident) throw new Error(cliText(output.language, 'error.noFile'));
    return incident;
  } catch (error) {
    output.complainAbout(path, error);
    return undefined;
  }
}

function appendixNamed(name: string): readonly Appendix[] {
  if (name === 'all') return appendices;
  const wanted = appendices.find((each) => each === name);
  if (wanted) return [wanted];
  throw new UsageError('error.oneOf', { option: '--appendix', values: [...appendices, 'all'].join(', ') });
}
