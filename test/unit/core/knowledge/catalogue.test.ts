import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actionKey } from '../../../../src/core/incident/progress';
import {
  codeEntry,
  codes,
  family,
  languageOf,
  portals,
  sources,
  steps,
  texts,
} from '../../../../src/core/knowledge';
import type { Portal, PortalId } from '../../../../src/core/knowledge/portals';
import type { SourceId, StatementSource } from '../../../../src/core/knowledge/sources';
import type { TextId } from '../../../../src/core/knowledge/texts';
import type { CodeEntry, Statement, StepAction } from '../../../../src/core/knowledge/types';
import { engines } from '../../../../src/core/verify/engine/engines';
import { queries } from '../../../../src/core/verify/queries';

const root = join(import.meta.dirname, '../../../..');

const languages = Object.keys(texts) as (keyof typeof texts)[];
const textIds = Object.keys(texts.en) as TextId[];
const kindOf = (id: SourceId): StatementSource['kind'] => sources[id].kind;

/** Texts that are the same in both languages: names that nobody translates. */
const untranslated: readonly TextId[] = [
  'label.via.base64',
  'label.via.html',
  'label.via.quoted-printable',
  'ndr.delay',
  'ndr.messageId',
  'ndr.returnPath',
  'source.rfc-3463',
  'source.rfc-3464',
];

/** The labels the product asks for; those of a kind, a standing or a scope are asked for by name. */
const labels = [
  ...['meaning', 'why', 'firstAction', 'affected', 'causes', 'scenarios', 'actions', 'wayOut', 'reports'],
  ...['reportsNote', 'related', 'sources', 'ndrTexts', 'foundOn', 'goToLine', 'message'],
  ...['from', 'to', 'subject', 'date', 'reportingMta', 'unknown', 'openChecklist', 'explain'],
  ...['diagnostic', 'line', 'source', 'steps', 'stepNotNeeded'],
  ...['liftedBy', 'meanwhile', 'portals'],
  ...['documented', 'range', 'undescribed'].map((standing) => `standing.${standing}`),
  ...['tenant', 'unregistered-domains', 'ip-address', 'connector', 'message', 'unknown'].map(
    (scope) => `blocks.${scope}`,
  ),
  ...['seed', 'microsoft', 'software', 'rfc', 'report'].map((kind) => `kind.${kind}`),
  ...['itself', 'admin', 'support', 'none'].map((release) => `release.${release}`),
  ...['culprit', 'culpritProof', 'culpritUnknown', 'decoded', 'part', 'proof', 'writtenAs'],
  ...['domain', 'account', 'server', 'mailboxServer', 'path', 'envelopeSender', 'headerSender'].map(
    (name) => `culprit.${name}`,
  ),
  ...['forwarding', 'hybrid relay', 'application or device', 'direct submission'].map(
    (path) => `path.${path}`,
  ),
  ...['base64', 'quoted-printable', 'encoded-word', 'parameter', 'html', 'flowed', 'charset', 'plain'].map(
    (via) => `via.${via}`,
  ),
].map((name) => `label.${name}`);

const firstOf = ({ codes: { first } }: CodeEntry) => first;
const named = codes.map((entry) => ({ entry, name: firstOf(entry) }));

const core = (entry: CodeEntry): Statement[] => [
  ...[entry.name, entry.meaning, entry.why, entry.firstAction, entry.affected],
  ...[...entry.causes, ...entry.scenarios.flatMap(({ statements }) => statements), ...entry.actions],
  ...[entry.meanwhile, ...entry.wayOut],
  ...Object.values(entry.steps).flatMap((step) => (step.applies ? [] : [step.because])),
];
const ofEntry = (entry: CodeEntry): Statement[] => [
  ...core(entry),
  ...entry.reports,
  ...entry.related.map(({ statement }) => statement),
];
const actions: readonly StepAction[] = steps.flatMap((step) => step.actions);
const ofSteps: readonly Statement[] = [...steps, ...actions].flatMap(({ title, why }) => [title, why]);
const stepLabels: readonly Statement[] = steps.map(({ label }) => label);
const statements = [...family, ...codes.flatMap(ofEntry), ...ofSteps, ...stepLabels];
const pages = Object.entries(portals) as [PortalId, Portal][];

const every = Array.from({ length: 100 }, (_, detail) => `5.7.7${String(detail).padStart(2, '0')}`);

describe('the labels of steps', () => {
  it.each(['en', 'it'] as const)(
    'leave room for their counts in a narrow row, and differ, in %s',
    (language) => {
      const read = stepLabels.map(({ text }) => texts[language][text]);
      expect(read.filter((label) => label.length > 24)).toEqual([]);
      expect(new Set(read).size).toBe(steps.length);
    },
  );
});

describe('languages', () => {
  it('are chosen by locale', () => {
    expect(['it', 'it-CH', 'it_IT.UTF-8', 'en', 'de', 'ita', ''].map(languageOf)).toEqual([
      'it',
      'it',
      'it',
      'en',
      'en',
      'en',
      'en',
    ]);
  });

  it('say the same things, in the same order', () => {
    expect(Object.keys(texts.it)).toEqual(Object.keys(texts.en));
    expect(Object.keys(texts.en)).toEqual(Object.keys(texts.en).sort());
  });

  it.each(languages)('leave nothing empty or untidy: %s', (language) => {
    const untidy = textIds.filter(
      (id) => !/^\S(?:.*\S)?$/.test(texts[language][id]) || / {2}/.test(texts[language][id]),
    );
    expect(untidy).toEqual([]);
  });

  it('have the same placeholders and no other braces', () => {
    const braces = (text: string) => (text.match(/\{\d\}|[{}]/g) ?? []).sort();
    for (const id of textIds) {
      expect(braces(texts.it[id]), id).toEqual(braces(texts.en[id]));
      expect(
        braces(texts.en[id]).filter((brace) => brace !== '{0}'),
        id,
      ).toEqual([]);
    }
  });

  it('differ, save for names that nobody translates', () => {
    expect(textIds.filter((id) => texts.it[id] === texts.en[id])).toEqual(untranslated);
  });

  it('name the same codes, numbers and cmdlets', () => {
    const facts = (text: string) =>
      [
        ...(text.match(/\d+(?:\.\d+)+(?:-\d+)?|\b[A-Z][a-z]+-[A-Z]\w+|AS\(\d+\)/g) ?? []),
        ...(text.match(/(?<![\d.])\d+(?![\d.]*\.\d)/g) ?? []),
      ].sort();
    for (const id of textIds) {
      // Italian, as `Intl` has it, groups no number of four digits.
      const english = texts.en[id].replace(/(?<!\d)(\d),(\d{3})/g, '$1$2').replace(/(\d),(\d{3})/g, '$1.$2');
      expect(facts(texts.it[id]), id).toEqual(facts(english));
    }
  });
});

/** Ids of texts that one part of the core asks for by their whole names, or for rules by the names it gives them. */
const namedIn = (file: string, pattern: RegExp, prefix: string) =>
  Array.from(readFileSync(join(root, file), 'utf8').matchAll(pattern), ([, name = '']) => `${prefix}${name}`);

describe('texts', () => {
  const used = new Set<string>([
    ...labels,
    ...namedIn('src/core/bounce/readable.ts', /'ndr\.([\w.]+)'/g, 'ndr.'),
    ...namedIn('src/core/bounce/culprit.ts', /(?:rule: |ruled\(\s*)'([\w-]+)'/g, 'rule.'),
    ...statements.map(({ text }) => text),
    ...codes.flatMap(({ scenarios }) => scenarios.map(({ title }) => title)),
    ...Object.values(sources).map(({ title }) => title),
    ...pages.flatMap(([, { title, needs }]) => [title, needs]),
  ]);

  it('are all there', () => {
    expect([...used].filter((id) => !(id in texts.en))).toEqual([]);
  });

  it('are all used', () => {
    expect(textIds.filter((id) => !used.has(id))).toEqual([]);
  });

  it('name the code at hand only where it is filled in', () => {
    const filled = new Set<string>(codes.flatMap(ofEntry).map(({ text }) => text));
    const braces = textIds.filter((id) => texts.en[id].includes('{'));
    expect(braces.filter((id) => !filled.has(id))).toEqual([
      'label.line',
      'label.proof',
      'label.source',
      'label.stepNotNeeded',
      'ndr.delay',
    ]);
    expect(codes.filter(({ name }) => texts.en[name.text].includes('{'))).toEqual([]);
  });

  it.each(named)('say in one sentence what the hover shows: $name', ({ entry }) => {
    const { meaning, why, firstAction, affected, meanwhile } = entry;
    for (const { text } of [meaning, why, firstAction, affected, meanwhile]) {
      for (const language of languages) {
        // Full stops inside codes and quotations are not ends of sentences.
        const ends = texts[language][text].match(/[.!?](?=\s|$)/g) ?? [];
        expect(ends, `${language} ${text}`).toHaveLength(1);
        expect(texts[language][text], `${language} ${text}`).toMatch(/\.$/);
      }
    }
  });
});

describe('statements', () => {
  it('each rest on sources that exist, each named once', () => {
    for (const { text, sources: ids } of [
      ...statements,
      ...codes.flatMap(({ ndrTexts }) =>
        ndrTexts.map((each) => ({ text: each.verbatim, sources: each.sources })),
      ),
    ]) {
      expect(ids.length, text).toBeGreaterThan(0);
      expect(new Set(ids).size, text).toBe(ids.length);
      expect(
        ids.filter((id) => !(id in sources)),
        text,
      ).toEqual([]);
    }
  });

  it('rest on public reports alone only where the product calls them reports', () => {
    for (const { reports } of codes)
      for (const { text, sources: ids } of reports)
        expect(ids.map(kindOf), text).toEqual(ids.map(() => 'report'));
    const reported = new Set(codes.flatMap(({ reports }) => reports));
    for (const statement of statements.filter((each) => !reported.has(each)))
      if (statement.sources.every((id) => kindOf(id) === 'report'))
        expect(texts.en[statement.text]).toMatch(/public reports/i);
  });
});

describe('codes', () => {
  it.each(every)('have one entry, the most specific: %s', (code) => {
    const covering = codes.filter(({ codes: { first, last } }) => first <= code && code <= last);
    const width = ({ codes: { first, last } }: CodeEntry) => Number(last.slice(4)) - Number(first.slice(4));
    const narrowest = Math.min(...covering.map(width));
    const specific = covering.filter((entry) => width(entry) === narrowest);
    expect(specific).toHaveLength(1);
    expect(codeEntry(code)).toBe(specific[0]);
  });

  it('stand as documented, by range or undescribed', () => {
    const documented = every.filter((code) => codeEntry(code).standing === 'documented');
    expect(documented).toEqual(['5.7.703', '5.7.705', '5.7.708', '5.7.711', '5.7.750']);
    expect(['5.7.700', '5.7.704', '5.7.749'].map((code) => codeEntry(code).standing)).toEqual(
      Array(3).fill('range'),
    );
    expect(['5.7.751', '5.7.799'].map((code) => codeEntry(code).standing)).toEqual(
      Array(2).fill('undescribed'),
    );
    expect(codes.map(firstOf)).toEqual([...documented, '5.7.700', '5.7.751']);
  });

  it.each(['5.7.699', '5.7.800', '5.7.7', '5.7.70', '5.7.7050', '4.7.705', '5.1.8', '', '5.7.7xx'])(
    'end where the family ends: %s',
    (code) => {
      expect(() => codeEntry(code)).toThrow(RangeError);
    },
  );

  it.each(named)(
    'quote NDR texts with their code: $name',
    ({ entry: { codes: range, ndrTexts, standing } }) => {
      for (const { verbatim } of ndrTexts) {
        expect(verbatim).toContain(range.first);
        expect(verbatim).toMatch(/\b5\.7\.7\d\d\b/);
      }
      expect(ndrTexts.length > 0).toBe(standing !== 'undescribed');
    },
  );

  it.each(named)('have scenarios and neighbours that differ: $name', ({ entry: { scenarios, related } }) => {
    for (const ids of [scenarios.map(({ id }) => id), related.map(({ code }) => code)])
      expect(new Set(ids).size).toBe(ids.length);
    for (const { code } of related) expect(code).toMatch(/^[45]\.\d\.\d+(?:-\d+)?$/);
  });

  it('say why no step applies to a message that the own organization blocks', () => {
    const relevance = Object.values(codeEntry('5.7.703').steps);
    expect(relevance.map(({ applies }) => applies)).toEqual(Array(6).fill(false));
  });

  it('end as their articles say', () => {
    const ways = (code: string) => [...new Set(codeEntry(code).wayOut.map(({ release }) => release))];
    expect(Object.fromEntries([...codes.map(firstOf)].map((code) => [code, ways(code)]))).toEqual({
      '5.7.703': ['itself', 'admin', 'none'],
      '5.7.705': ['itself', 'support', 'none'],
      '5.7.708': ['support', 'none'],
      '5.7.711': ['admin', 'none'],
      '5.7.750': ['support', 'none'],
      '5.7.700': ['support', 'none'],
      '5.7.751': ['support'],
    });
  });

  it('claim no meaning for what Microsoft does not describe', () => {
    const { causes, scenarios, ndrTexts, reports, blocks } = codeEntry('5.7.799');
    expect({ causes, scenarios, ndrTexts, reports, blocks }).toEqual({
      causes: [],
      scenarios: [],
      ndrTexts: [],
      reports: [],
      blocks: 'unknown',
    });
  });
});

describe('sources', () => {
  const all = Object.entries(sources) as [SourceId, StatementSource][];

  it.each(all)('have an https address, or are reports: %s', (_id, { kind, url }) => {
    if (url === undefined) expect(kind).toBe('report');
    else expect(new URL(url).protocol).toBe('https:');
  });

  it('have addresses without a language, so that the reader gets the own one', () => {
    expect(all.filter(([, { url }]) => /\/[a-z]{2}-[a-z]{2}\//.test(url ?? ''))).toEqual([]);
    expect(all.filter(([, { url }]) => url?.includes('docs.microsoft.com'))).toEqual([]);
  });

  it('are each named once and quoted somewhere, or linked by the source document', () => {
    expect(new Set(all.map(([, { title }]) => title)).size).toBe(all.length);
    const quoted = new Set<SourceId>([
      ...[...statements, ...pages.map(([, page]) => page)].flatMap(({ sources: ids }) => ids),
      ...[...steps, ...actions].flatMap(({ documentation }) => documentation),
      ...codes.flatMap(({ ndrTexts }) => ndrTexts.flatMap(({ sources: ids }) => ids)),
      ...queries.flatMap(({ title, limits }) => [title, ...limits].flatMap(({ sources: ids }) => ids)),
      ...engines.flatMap(({ saved, limits }) => [saved, ...limits].flatMap(({ sources: ids }) => ids)),
    ]);
    expect(all.filter(([id]) => !quoted.has(id)).map(([id]) => id)).toEqual([]);
  });

  /** Pages that bear a date more than a year before the latest: to be read again, and to be dated anew here and there. */
  const old: readonly SourceId[] = [
    'seed',
    'older-table',
    'compromised-connector',
    'external-forwarding',
    'service-health',
    'least-roles',
    'message-trace-page',
    'direct-send',
    'server-attacks',
    'oauth-attack',
    'onmicrosoft-limit',
    'mandatory-mfa',
    'server-enforcement',
    'server-enforcement-pause',
  ];

  it('that are older than a year are known by name', () => {
    const dated = all.flatMap(([id, { revised }]) => (revised === undefined ? [] : [{ id, revised }]));
    expect(dated.filter(({ revised }) => !/^20\d\d-[01]\d-[0-3]\d$/.test(revised))).toEqual([]);
    const latest =
      dated
        .map(({ revised }) => revised)
        .sort()
        .at(-1) ?? '';
    const yearBefore = `${Number(latest.slice(0, 4)) - 1}${latest.slice(4)}`;
    expect(new Set(dated.filter(({ revised }) => revised < yearBefore).map(({ id }) => id))).toEqual(
      new Set(old),
    );
  });

  it('stand with a date where a statement names a limit or a day', () => {
    const limit =
      /\d\s?%|\b[\d,]+ (?:recipients|external recipients|days|hours|a day)\b|\b(?:December|August) 20\d\d/;
    const undated = statements.filter(
      ({ text, sources: ids }) =>
        limit.test(texts.en[text]) &&
        ids.every((id) => kindOf(id) !== 'report' && (sources[id] as StatementSource).revised === undefined),
    );
    expect(undated.map(({ text }) => text)).toEqual([
      // Limits of Get-MessageTraceV2 and of the pages on restricted users, which bear no date.
      'step.domains.action.compare.why',
      'step.users.action.release.why',
    ]);
  });

  /** The last part of the addresses that the source document links, as the pages are named today. */
  const linkedPages = [
    'add-domain',
    'anti-spam-protection-about',
    'configure-email-forwarding',
    'contact-support-for-business-products',
    'exchange-online-limits',
    'how-to-set-up-a-multifunction-device-or-application-to-send-email-using-microsoft-365-or-office-365',
    'manage-accepted-domains',
    'non-delivery-reports-in-exchange-online',
    'responding-to-a-compromised-email-account',
    'set-up-multi-factor-authentication',
    'use-connectors-to-configure-mail-flow',
    'validate-connectors',
  ];

  it('hold every link of the source document', () => {
    const page = ({ url = '' }: StatementSource) => (url.split(/[?#]/)[0] ?? '').split('/').at(-1);
    const held = all.map(([, source]) => source).filter(({ kind }) => kind === 'seed');
    expect(linkedPages.filter((name) => !held.some((source) => page(source) === name))).toEqual([]);
  });
});

describe('steps', () => {
  it('are those of the source document, in its order, each number once', () => {
    expect(steps.map(({ id, seedNumbers }) => [id, ...seedNumbers])).toEqual([
      ['domains', 1, 3],
      ['mfa', 2],
      ['connectors', 4],
      ['users', 5],
      ['on-premises', 6],
      ['support', 7],
    ]);
  });

  it.each(steps)('have actions with ids that can be stored: $id', ({ actions: own }) => {
    const ids = own.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('keep the ids of their actions, under which people have stored their ticks', () => {
    expect(steps.flatMap((step) => step.actions.map((action) => actionKey(step, action)))).toEqual([
      ...['domains/list', 'domains/compare', 'domains/add'],
      ...['mfa/registered', 'mfa/require', 'mfa/roles'],
      ...['connectors/inbound', 'connectors/outbound', 'connectors/audit', 'connectors/transport-rules'],
      ...['connectors/remove', 'connectors/blocked'],
      ...['users/restricted', 'users/volume', 'users/sign-ins'],
      ...['users/disable', 'users/reset', 'users/sessions', 'users/methods', 'users/apps', 'users/roles'],
      ...['users/forwarding', 'users/inbox-rules', 'users/release'],
      ...['on-premises/receive-connectors', 'on-premises/relay', 'on-premises/updates'],
      ...['on-premises/compromised', 'on-premises/third-party', 'on-premises/legitimate'],
      ...['support/health', 'support/cause', 'support/proof', 'support/code', 'support/open'],
    ]);
  });
});

describe('pages of the portals', () => {
  const ledTo = [...statements, ...actions].flatMap(({ portal }) => portal ?? []);

  it.each(pages)(
    'are each led to, over https, with what they take: %s',
    (id, { url, needs, sources: ids }) => {
      expect(new URL(url).protocol).toBe('https:');
      expect(ledTo).toContain(id);
      expect(texts.en[needs]).toMatch(/^Role: /);
      expect(ids.some((source) => kindOf(source) !== 'report')).toBe(true);
    },
  );

  it('are a click away from every action that is done in one', () => {
    const without = steps.flatMap((step) =>
      step.actions.filter(({ portal }) => portal === undefined).map((action) => actionKey(step, action)),
    );
    expect(without.filter((key) => !key.startsWith('on-premises/'))).toEqual([
      'support/cause',
      'support/proof',
      'support/code',
    ]);
  });

  it('are a click away from who lifts the block', () => {
    for (const { wayOut } of codes)
      expect(
        wayOut.find(({ release }) => release === 'admin' || release === 'support')?.portal,
      ).toBeDefined();
  });
});
