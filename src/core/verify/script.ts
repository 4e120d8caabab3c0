import type { Language } from '../code/language';
import { steps, texts } from '../knowledge';
import type { Step, StepId } from '../knowledge/types';
import { answerForms, commandText } from './command';
import type { IncidentValues } from './incidentValues';
import { pageOf } from './pages';
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

/**
 * Commands of the sessions that the script begins with; what runs elsewhere stands in it as a comment. In the shell of an Exchange server,
 * the commands for mailboxes would read other mailboxes under the same names.
 */
const runsHere = (kind: QueryKind) => kind === 'exchange' || kind === 'graph';

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
        runsHere(query.kind) ? command : comment('#   ', command.split('\n')),
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
    comment('#', [
      say('script.modules'),
      `Install-Module ${modules.join(', ')} -Scope CurrentUser`,
      say('script.roles'),
      say('script.licenses'),
      say('script.connect'),
      connectGraph,
      'Connect-ExchangeOnline',
    ]),
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

/** One query to be read: what to look for, limits and sources as comments, a line each, above the whole command. */
export function querySheet(
  query: VerificationQuery,
  { values, language }: Pick<ScriptSettings, 'values' | 'language'>,
): string {
  const mark = query.kind === 'hunting' ? '//' : '#';
  return document([
    comment(mark, about(query, language)),
    comment(mark, period(values, language)),
    commandText(query, values),
  ]);
}

/** Modules of the cmdlets, as the reference of each names them. */
const modules = [
  ...['Microsoft.Graph.Authentication', 'Microsoft.Graph.Applications', 'Microsoft.Graph.Reports'],
  ...['Microsoft.Graph.Devices.ServiceAnnouncement', 'Microsoft.Graph.Identity.DirectoryManagement'],
  ...['Microsoft.Graph.Identity.Governance', 'Microsoft.Graph.Identity.SignIns', 'Microsoft.Graph.Users'],
  ...['Microsoft.Graph.Users.Actions', 'ExchangeOnlineManagement'],
];

/**
 * The least permissions with which the queries to Microsoft Graph work, by the page of each. Graph comes first: once Exchange Online's
 * module is loaded, Connect-MgGraph fails (https://github.com/microsoftgraph/msgraph-sdk-powershell/issues/3394).
 */
const connectGraph =
  "Connect-MgGraph -Scopes 'AuditLog.Read.All','Directory.Read.All','Policy.Read.All','RoleManagement.Read.Directory','ServiceHealth.Read.All','UserAuthenticationMethod.Read.All'";

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
    ...querySources(query).map((id) => `${say('script.source')}: ${pageOf(id, language)}`),
  ];
}

function period({ period: known }: IncidentValues, language: Language): string[] {
  const say = (id: VerifyTextId) => verifyTexts[language][id];
  const time = known
    ? say('script.period').replace('{start}', known.start).replace('{end}', known.end)
    : say('script.period.none');
  return [time, say('script.period.before')];
}

/** Each line by itself: a comment over several lines could be ended by what stands in it. */
function comment(mark: string, lines: readonly string[]): string {
  return lines.map((line) => `${mark} ${line}`).join('\n');
}

function document(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`;
}
