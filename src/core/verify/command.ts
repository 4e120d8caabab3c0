import type { IncidentValues } from './incidentValues';
import type { Property, QueryKind, VerificationQuery } from './query';

/** Where an answer goes: onto the screen, or into a file that can be imported. */
export type AnswerForm = 'screen' | 'json' | 'csv';

/** What a query can do with its answer; the screen first. */
export function answerForms({ result }: VerificationQuery): readonly AnswerForm[] {
  return result === undefined ? ['screen'] : ['screen', 'json', 'csv'];
}

/** The file that an answer is saved in, in the folder where the command runs. */
export function answerFile({ id }: VerificationQuery, form: Exclude<AnswerForm, 'screen'>): string {
  return `ndr-lens-${id}.${form}`;
}

/**
 * The command in one line, fit to be put into a terminal. It holds no line break or other control character, and one
 * that changes something is a comment.
 */
export function commandLine(
  query: VerificationQuery,
  values: IncidentValues,
  form: AnswerForm = 'screen',
): string {
  return `${query.changes ? '# ' : ''}${written(query, values, form, { stage: ' | ', group: '' })}`;
}

/** The same over several lines, each one a stage, to be read. */
export function commandText(
  query: VerificationQuery,
  values: IncidentValues,
  form: AnswerForm = 'screen',
): string {
  const lines = written(query, values, form, { stage: joints[query.kind], group: '\n  ' }).split('\n');
  return lines.map((line) => `${query.changes ? '# ' : ''}${line}`).join('\n');
}

/** PowerShell and the shell of Unix go on after a bar at the end of a line; KQL is written with the bar in front. */
const joints: Readonly<Record<QueryKind, string>> = {
  exchange: ' |\n  ',
  graph: ' |\n  ',
  'exchange-server': ' |\n  ',
  postfix: ' |\n  ',
  hunting: '\n| ',
  portal: '\n',
};

/** What stands between two stages, and within the brackets around all of them. */
interface Spacing {
  readonly stage: string;
  readonly group: string;
}

function written(
  query: VerificationQuery,
  values: IncidentValues,
  form: AnswerForm,
  spacing: Spacing,
): string {
  const asked = [...query.pipeline(values), ...selection(query, form)].join(spacing.stage);
  if (query.result === undefined || form === 'screen') return asked;
  const path = `-Path '${answerFile(query, form)}'`;
  if (form === 'csv') return `${asked}${spacing.stage}Export-Csv -NoTypeInformation -Encoding utf8 ${path}`;
  // Of an empty pipeline, ConvertTo-Json would write nothing at all; of an empty list, it writes the list.
  const end = spacing.group === '' ? '' : '\n';
  return `ConvertTo-Json -Depth 4 -InputObject @(${spacing.group}${asked}${end})${spacing.stage}Set-Content -Encoding utf8 ${path}`;
}

function selection({ result }: VerificationQuery, form: AnswerForm): string[] {
  if (result === undefined) return [];
  if (result === 'all') return form === 'screen' ? ['Format-List'] : [];
  return [`Select-Object ${result.map((each) => column(each, form)).join(',')}`];
}

/** Quoted, as names may not stand bare beside computed columns. */
function column({ name, from, list, enumeration }: Property, form: AnswerForm): string {
  if (form === 'csv' && list) return computed(name, `${from ?? `$_.${name}`} -join ';'`);
  if (form === 'json' && enumeration) return computed(name, `"$(${from ?? `$_.${name}`})"`);
  return from === undefined ? `'${name}'` : computed(name, from);
}

function computed(name: string, expression: string): string {
  return `@{ Name = '${name}'; Expression = { ${expression} } }`;
}
