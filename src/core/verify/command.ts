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
  return `${query.changes ? '# ' : ''}${stages(query, values, form).join(' | ')}`;
}

/** The same over several lines, each one a stage, to be read. */
export function commandText(
  query: VerificationQuery,
  values: IncidentValues,
  form: AnswerForm = 'screen',
): string {
  const lines = stages(query, values, form).join(joints[query.kind]).split('\n');
  return lines.map((line) => `${query.changes ? '# ' : ''}${line}`).join('\n');
}

/** PowerShell and the shell of Unix go on after a bar at the end of a line; KQL is written with the bar in front. */
const joints: Readonly<Record<QueryKind, string>> = {
  exchange: ' |\n  ',
  graph: ' |\n  ',
  'exchange-server': ' |\n  ',
  postfix: ' |\n  ',
  hunting: '\n| ',
};

function stages(query: VerificationQuery, values: IncidentValues, form: AnswerForm): string[] {
  return [...query.pipeline(values), ...answerStages(query, form)];
}

function answerStages(query: VerificationQuery, form: AnswerForm): string[] {
  const { result } = query;
  if (result === undefined) return [];
  const select =
    result === 'all' ? [] : [`Select-Object ${result.map((each) => column(each, form)).join(',')}`];
  switch (form) {
    case 'screen':
      return result === 'all' ? ['Format-List'] : select;
    case 'json':
      return [
        ...select,
        'ConvertTo-Json -Depth 4',
        `Set-Content -Encoding utf8 -Path '${answerFile(query, form)}'`,
      ];
    case 'csv':
      return [...select, `Export-Csv -NoTypeInformation -Encoding utf8 -Path '${answerFile(query, form)}'`];
  }
}

/** Quoted, as names may not stand bare beside computed columns. */
function column({ name, from, list }: Property, form: AnswerForm): string {
  if (form === 'csv' && list) return computed(name, `${from ?? `$_.${name}`} -join ';'`);
  return from === undefined ? `'${name}'` : computed(name, from);
}

function computed(name: string, expression: string): string {
  return `@{ Name = '${name}'; Expression = { ${expression} } }`;
}
