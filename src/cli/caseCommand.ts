import { parseArgs } from 'node:util';
import { caseHtml } from '../core/caseReport/html';
import { caseMarkdown } from '../core/caseReport/markdown';
import { type Appendix, appendices } from '../core/caseReport/material';
import { caseReport } from '../core/caseReport/report';
import { fill } from '../core/code/fillPlaces';
import { findingText } from '../core/findings/findingText';
import type { Incident } from '../core/incident/incident';
import { loadIncident } from '../core/incident/incidentFile';
import { codeEntry, steps, texts } from '../core/knowledge';
import { scanForCase } from './caseScan';
import { found, trouble } from './exitCode';
import { languageFor } from './language';
import { clockIn } from './logSources';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

/** `case INCIDENT [LOG…] [--format md|html] [--mask] [--lang en|it] [--zone Z] [--appendix …]` */
export async function caseCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'md' },
        mask: { type: 'boolean', default: false },
        lang: { type: 'string' },
        zone: { type: 'string' },
        appendix: { type: 'string', multiple: true, default: [] },
      },
    }),
  );
  const [path, ...logs] = positionals;
  if (path === undefined) throw new UsageError('Say which incident file to report on.');
  if (values.format !== 'md' && values.format !== 'html')
    throw new UsageError('The formats are md and html.');
  const language = languageFor(values.lang);
  const wanted = values.appendix.flatMap((names) => names.split(',')).map(appendixNamed);
  const clock = clockIn(values.zone);
  const incident = read(path, output);
  if (!incident) return trouble;
  const scan = logs.length === 0 ? undefined : await scanForCase(logs, clock, wanted.flat(), output);
  const blocks = caseReport(
    { incident, ...scan?.material },
    { codeEntry, fill, findingText, steps, texts: texts[language] },
    { language, masked: values.mask, appendices: wanted.flat(), now: new Date() },
  );
  await output.write(values.format === 'html' ? caseHtml(blocks, language) : caseMarkdown(blocks));
  return scan?.failed ? trouble : found;
}

function read(path: string, output: Output): Incident | undefined {
  try {
    const incident = loadIncident(path);
    if (!incident) throw new Error('There is no such file.');
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
  throw new UsageError(`The appendices are ${appendices.join(', ')} and all.`);
}
