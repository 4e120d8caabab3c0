import { parseArgs } from 'node:util';
import { caseHtml } from '../core/caseReport/html';
import { caseMarkdown } from '../core/caseReport/markdown';
import { type Appendix, appendices, type CaseMaterial } from '../core/caseReport/material';
import { caseReport } from '../core/caseReport/report';
import { codeEntry, steps, texts } from '../core/catalogue';
import { fill } from '../core/explain/explanation';
import { plainFindingText } from '../core/incident/findingTexts';
import { loadIncident } from '../core/incident/incidentFile';
import { found, trouble } from './exitCode';
import { languageFor } from './language';
import type { Output } from './output';
import { asUsageError, UsageError } from './usageError';

/** `case INCIDENT [--format md|html] [--mask] [--lang en|it] [--appendix …]` */
export async function caseCommand(args: string[], output: Output): Promise<number> {
  const { values, positionals } = asUsageError(() =>
    parseArgs({
      args,
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'md' },
        mask: { type: 'boolean', default: false },
        lang: { type: 'string' },
        appendix: { type: 'string', multiple: true, default: [] },
      },
    }),
  );
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new UsageError('Say which incident file to report on.');
  if (values.format !== 'md' && values.format !== 'html')
    throw new UsageError('The formats are md and html.');
  const language = languageFor(values.lang);
  const wanted = values.appendix.flatMap((names) => names.split(',')).map(appendixNamed);
  const material = read(path, output);
  if (!material) return trouble;
  const blocks = caseReport(
    material,
    { codeEntry, fill, findingText: plainFindingText, steps, texts: texts[language] },
    { language, masked: values.mask, appendices: wanted.flat(), now: new Date() },
  );
  await output.write(values.format === 'html' ? caseHtml(blocks, language) : caseMarkdown(blocks));
  return found;
}

function read(path: string, output: Output): CaseMaterial | undefined {
  try {
    const incident = loadIncident(path);
    if (!incident) throw new Error('There is no such file.');
    return { incident };
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
