import { sources, steps, texts } from '../catalogue';
import type { Language } from '../catalogue/language';
import type { SourceId, StatementSource } from '../catalogue/sources';
import type { Step, StepId } from '../catalogue/types';
import { answerForms, commandText } from './command';
import type { IncidentValues } from './incidentValues';
import { queriesFor } from './queries';
import { type QueryKind, querySources, type VerificationQuery } from './query';
import { type VerifyTextId, verifyTexts } from './texts';

/** What a script asks, about what, and in which language its comments are. */
export interface ScriptSettings {
  readonly values: IncidentValues;
  readonly language: Language;
  /** One step, or all. */
  readonly step?: StepId | undefined;
}

/** Commands of PowerShell; what runs elsewhere stands in the script as a comment. */
const isPowerShell = (kind: QueryKind) =>
  kind === 'exchange' || kind === 'graph' || kind === 'exchange-server';

/**
 * The queries as one PowerShell script with comments: the step, why, what to look for, sources and limits. Answers are
 * saved as JSON. What would change something, and what runs in other shells, is commented out.
 */
export function powerShellScript({ values, language, step }: ScriptSettings): string {
  const say = (id: VerifyTextId) => verifyTexts[language][id];
  const blocks = chosenSteps(step).map(({ of, queries }) => [
    comment('#', [`== ${texts[language][of.title.text]} ==`, texts[language][of.why.text]]),
    ...queries.map((query) => {
      const form = answerForms(query).includes('json') ? 'json' : 'screen';
      const command = commandText(query, values, form);
      return [
        comment('#', about(query, language)),
        isPowerShell(query.kind) ? command : comment('#   ', command.split('\n')),
      ].join('\n');
    }),
  ]);
  return document([
    comment('#', [
      say('script.heading'),
      say('script.reads'),
      say('script.saves'),
      ...period(values, language),
    ]),
    comment('#', [say('script.connect'), 'Connect-ExchangeOnline', connectGraph]),
    ...blocks.flat(),
  ]);
}

/**
 * The advanced hunting queries alone, for the query editor of Defender or Sentinel.
 * @returns undefined where the step has none
 */
export function huntingScript({ values, language, step }: ScriptSettings): string | undefined {
  const queries = queriesFor(step).filter(({ kind }) => kind === 'hunting');
  if (queries.length === 0) return undefined;
  return document([
    comment('//', [verifyTexts[language]['script.hunting'], ...period(values, language)]),
    ...queries.map((query) => `${comment('//', about(query, language))}\n${commandText(query, values)}`),
  ]);
}

/** The least permissions with which the queries to Microsoft Graph work, by the page of each. */
const connectGraph =
  "Connect-MgGraph -Scopes 'AuditLog.Read.All','Directory.Read.All','Policy.Read.All','RoleManagement.Read.Directory'";

function chosenSteps(step: StepId | undefined): { of: Step; queries: VerificationQuery[] }[] {
  return steps
    .filter(({ id }) => step === undefined || id === step)
    .map((of) => ({ of, queries: queriesFor(of.id) }))
    .filter(({ queries }) => queries.length > 0);
}

function about(query: VerificationQuery, language: Language): string[] {
  const say = (id: VerifyTextId) => verifyTexts[language][id];
  return [
    `-- ${say(query.title.text)} (${say(`kind.${query.kind}`)}) --`,
    say(query.lookFor.text),
    ...query.limits.map(({ text }) => `${say('script.limit')}: ${say(text)}`),
    ...(query.changes ? [say('script.changes')] : []),
    ...querySources(query).map((id) => `${say('script.source')}: ${page(id, language)}`),
  ];
}

function page(id: SourceId, language: Language): string {
  const { title, url }: StatementSource = sources[id];
  return url === undefined ? texts[language][title] : `${texts[language][title]}, ${url}`;
}

function period({ period: known }: IncidentValues, language: Language): string[] {
  const say = (id: VerifyTextId) => verifyTexts[language][id];
  if (!known) return [say('script.period.none')];
  return [say('script.period').replace('{start}', known.start).replace('{end}', known.end)];
}

/** Each line by itself: a comment over several lines could be ended by what stands in it. */
function comment(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark} ${line}`).join('\n');
}

function document(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
