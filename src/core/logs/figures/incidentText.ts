import { printableNames } from '../../code/domainForms';
import { fillPlaces } from '../../code/fillPlaces';
import type { Language } from '../../code/language';
import { listText, numberText, percentText } from '../../code/numbers';
import { excerpt } from '../../code/printable';
import { shownTime, shownZone } from '../../code/shownTime';
import content from './content/languages';
import type { CodeSummary, IncidentSummary } from './summary';

/** Key of a text about an incident. English defines the set; the other languages must match it. */
export type IncidentTextId = keyof typeof content.en;

export const incidentTexts: Readonly<Record<Language, Readonly<Record<IncidentTextId, string>>>> = content;

/** Domains named one by one; more are counted. */
const mostNamed = 3;
/** Codes that get sentences of their own. */
const mostCodes = 3;
/** Longest name from a log in a sentence, in UTF-16 units. */
const longestName = 100;

/** Fills a text's places. */
export function say(
  language: Language,
  id: IncidentTextId,
  values: Readonly<Record<string, string>> = {},
): string {
  return fillPlaces(incidentTexts[language][id], values);
}

/**
 * An incident in words: one paragraph that claims nothing but what the numbers say. Names from the logs are fit to show
 * (see `printable`), and the whole still has to be escaped for Markdown or HTML.
 */
export function incidentParagraph(summary: IncidentSummary, language: Language): string {
  if (summary.blocked === 0)
    return [
      say(language, 'blocked.none'),
      ...mentions(summary, language),
      ...leftOut(summary, language),
    ].join(' ');
  return [
    total(summary, language),
    ...summary.codes.slice(0, mostCodes).flatMap((code) => aboutCode(code, summary, language)),
    ...unattributed(summary, language),
    ...share(summary, language),
    ...summary.codes.slice(0, mostCodes).flatMap((code) => advice(code, language)),
    ...mentions(summary, language),
    ...unjoined(summary, language),
    ...leftOut(summary, language),
    ...summary.assumed.map((what) => say(language, `assumed.${what}`, { zone: shownZone(summary.zone) })),
  ].join(' ');
}

function total({ blocked, codes, first, last }: IncidentSummary, language: Language): string {
  const values = {
    count: numberText(blocked, language),
    codes: listText(
      codes.map(({ name }) => name),
      language,
    ),
    first: shownTime(first ?? '', language),
    last: shownTime(last ?? '', language),
  };
  if (first === undefined)
    return say(language, blocked === 1 ? 'blocked.undated.one' : 'blocked.undated.many', values);
  return say(language, blocked === 1 ? 'blocked.one' : 'blocked.many', values);
}

function aboutCode(code: CodeSummary, summary: IncidentSummary, language: Language): string[] {
  const [top] = code.domains;
  const attributed = code.domains.reduce((sum, { blocked }) => sum + blocked, 0);
  if (!top) return server(code, language, namedServer);
  const values = {
    code: code.name,
    first: shownTime(code.first ?? summary.first ?? '', language),
    domain: shown(top.name),
    domains: listText(
      code.domains.map(({ name }) => shown(name)),
      language,
    ),
    count: numberText(code.domains.length, language),
    blocked: numberText(top.blocked, language),
  };
  const all = attributed === code.blocked && code.first !== undefined ? 'all' : 'known';
  const sentence = () => {
    if (code.blocked === 1) return say(language, 'domains.single', values);
    const isMost = top.blocked > (code.domains[1]?.blocked ?? 0);
    if (code.domains.length > mostNamed)
      return say(language, isMost ? 'domains.many' : 'domains.equal', values);
    return say(language, `domains.${all}.${code.domains.length === 1 ? 'one' : 'few'}`, values);
  };
  return [sentence(), ...server(code, language, summary.codes.length > 1 ? namedServer : sameServer)];
}

/** Right after a sentence about the mails, where there is no other code. */
const sameServer = { all: 'server.all', single: 'server.single' } as const;
/** Where the sentence before may be about another code. */
const namedServer = { all: 'server.code.all', single: 'server.code.single' } as const;

/** Only a server that logged every one of them is named. */
function server(
  { name, blocked, servers, withoutServer }: CodeSummary,
  language: Language,
  { all, single }: typeof sameServer | typeof namedServer,
): string[] {
  const [only] = servers;
  if (!only || servers.length > 1 || withoutServer > 0) return [];
  return [say(language, blocked === 1 ? single : all, { server: shown(only.name), code: name })];
}

function share({ share: both }: IncidentSummary, language: Language): string[] {
  if (!both || both.blocked === 0) return [];
  return [say(language, 'share', { share: percentOf(both, language) })];
}

function unattributed({ blocked, unattributed: count }: IncidentSummary, language: Language): string[] {
  if (count === 0) return [];
  const id = blocked === 1 ? 'unattributed.single' : count === 1 ? 'unattributed.one' : 'unattributed.many';
  return [say(language, id, { count: numberText(count, language) })];
}

function mentions({ mentions: count }: IncidentSummary, language: Language): string[] {
  if (count === 0) return [];
  return [
    say(language, count === 1 ? 'mentions.one' : 'mentions.many', { count: numberText(count, language) }),
  ];
}

function unjoined({ unjoined: count }: IncidentSummary, language: Language): string[] {
  if (count === 0) return [];
  return [
    say(language, count === 1 ? 'unjoined.one' : 'unjoined.many', { count: numberText(count, language) }),
  ];
}

/** Where none has a time, the first sentence says so. */
function leftOut({ undated, timed, first }: IncidentSummary, language: Language): string[] {
  if (undated === 0 || (!timed && first === undefined)) return [];
  const [one, many] = timed
    ? (['left.one', 'left.many'] as const)
    : (['undated.one', 'undated.many'] as const);
  return [say(language, undated === 1 ? one : many, { count: numberText(undated, language) })];
}

/** What the catalogue holds to be the first thing to do, where one sentence can say it. */
function advice({ name, domains }: CodeSummary, language: Language): string[] {
  const id = `advice.${name}`;
  if (!isTextId(id) || (name === '5.7.750' && domains.length === 0)) return [];
  return [say(language, id)];
}

function isTextId(id: string): id is IncidentTextId {
  return Object.hasOwn(content.en, id);
}

function shown(name: string): string {
  return printableNames(excerpt(name, 0, 0, longestName));
}

/** The share of blocked mail; never 0 % or 100 % unless it is exactly that. */
export function percentOf(
  { blocked, delivered }: NonNullable<IncidentSummary['share']>,
  language: Language,
): string {
  const part = blocked / (blocked + delivered);
  const digits = part > 0 && (part < 0.01 || (part > 0.99 && part < 1)) ? 2 : 0;
  const bounded = part < 1 ? Math.min(Math.max(part, 0.0001), 0.9999) : part;
  return percentText(bounded, language, digits);
}
