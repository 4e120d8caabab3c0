import { fill } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { codeEntry, family, portals, sources, steps, texts } from './';
import type { PortalId } from './portals';
import type { SourceId, StatementSource } from './sources';
import type { TextId } from './texts';
import type { BlockScope, CodeEntry, Release, Statement, Step, StepId, WayOut } from './types';

/** A text with the numbers of its sources, which count from 1 into `Explanation.sources`. */
export interface SourcedText {
  readonly text: string;
  readonly sources: readonly number[];
  /** Where it is done. */
  readonly portal?: PortalLink;
}

/** The page of a portal, with the least role and the licence that it takes. */
export interface PortalLink {
  readonly title: string;
  readonly url: string;
  readonly needs: string;
}

export interface SourceReference {
  readonly number: number;
  readonly title: string;
  /** What kind of source it is, in the reader's language. */
  readonly kind: string;
  readonly url?: string;
}

/** Everything there is to say about one code, in one language; plain data, free of markup. */
export interface Explanation {
  readonly code: string;
  readonly language: Language;
  readonly name: string;
  readonly standing: string;
  readonly blocks: { readonly scope: BlockScope; readonly text: string };
  readonly meaning: SourcedText;
  readonly why: SourcedText;
  readonly firstAction: SourcedText;
  readonly affected: SourcedText;
  /** Who lifts the block; the first of the ways out that somebody has to go. */
  readonly liftedBy: SourcedText;
  readonly meanwhile: SourcedText;
  /** What an NDR is, the same for every code. */
  readonly about: readonly SourcedText[];
  /** Verbatim, English in every language. */
  readonly ndrTexts: readonly SourcedText[];
  readonly causes: readonly SourcedText[];
  readonly scenarios: readonly { readonly title: string; readonly statements: readonly SourcedText[] }[];
  readonly actions: readonly SourcedText[];
  /** By who ends the block; those that end nothing come last. Ways that the code does not have are left out. */
  readonly wayOut: readonly {
    readonly release: Release;
    readonly title: string;
    readonly statements: readonly SourcedText[];
  }[];
  readonly reports: readonly SourcedText[];
  readonly related: readonly { readonly code: string; readonly statement: SourcedText }[];
  readonly steps: readonly {
    readonly id: StepId;
    readonly title: string;
    readonly notNeeded?: SourcedText;
  }[];
  /** Those that a statement quotes, then the links of the source document for the steps that apply. */
  readonly sources: readonly SourceReference[];
}

/** Numbers sources in the order in which they are first quoted. */
class SourceNumbers {
  private readonly numbers = new Map<SourceId, number>();

  of(id: SourceId): number {
    const number = this.numbers.get(id) ?? this.numbers.size + 1;
    this.numbers.set(id, number);
    return number;
  }

  list(read: (id: TextId) => string): SourceReference[] {
    return [...this.numbers].map(([id, number]) => {
      const source: StatementSource = sources[id];
      return {
        number,
        title: read(source.title),
        kind: read(`label.kind.${source.kind}`),
        ...(source.url === undefined ? {} : { url: source.url }),
      };
    });
  }
}

/**
 * Explains a code.
 * @param code `5.7.700` to `5.7.799`
 * @throws RangeError for any other code
 */
export function explain(code: string, language: Language): Explanation {
  const entry: CodeEntry = codeEntry(code);
  const read = (id: TextId) => fill(texts[language][id], code);
  const numbers = new SourceNumbers();
  const sourced = ({ text, sources: ids, portal }: Statement): SourcedText => ({
    text: read(text),
    sources: ids.map((id) => numbers.of(id)),
    ...(portal === undefined ? {} : { portal: portalLink(portal, language) }),
  });
  const explanation = {
    code,
    language,
    name: read(entry.name.text),
    standing: read(`label.standing.${entry.standing}`),
    blocks: { scope: entry.blocks, text: read(`label.blocks.${entry.blocks}`) },
    meaning: sourced(entry.meaning),
    why: sourced(entry.why),
    firstAction: sourced(entry.firstAction),
    affected: sourced(entry.affected),
    liftedBy: sourced(wayToLift(entry)),
    meanwhile: sourced(entry.meanwhile),
    about: family.map(sourced),
    ndrTexts: entry.ndrTexts.map((text) => ({
      text: text.verbatim,
      sources: text.sources.map((id) => numbers.of(id)),
    })),
    causes: entry.causes.map(sourced),
    scenarios: entry.scenarios.map((scenario) => ({
      title: read(scenario.title),
      statements: scenario.statements.map(sourced),
    })),
    actions: entry.actions.map(sourced),
    wayOut: releases.flatMap((release) => {
      const ways = entry.wayOut.filter((way) => way.release === release);
      const title = read(`label.release.${release}`);
      return ways.length > 0 ? [{ release, title, statements: ways.map(sourced) }] : [];
    }),
    reports: entry.reports.map(sourced),
    related: entry.related.map(({ code: related, statement }) => ({
      code: related,
      statement: sourced(statement),
    })),
    steps: steps.map((step) => {
      const relevance = entry.steps[step.id];
      const named = { id: step.id, title: read(step.title.text) };
      return relevance.applies ? named : { ...named, notNeeded: sourced(relevance.because) };
    }),
  };
  for (const id of steps.filter((step) => entry.steps[step.id].applies).flatMap(seedPages)) numbers.of(id);
  return { ...explanation, sources: numbers.list(read) };
}

/** In the order to try them. */
const releases: readonly Release[] = ['itself', 'admin', 'support', 'none'];

/** Where somebody has to act for the block to end. */
function wayToLift({ wayOut }: CodeEntry): WayOut {
  const way = wayOut.find(({ release }) => release === 'admin' || release === 'support');
  if (!way) throw new Error('A code without a way out');
  return way;
}

/** The links of the source document that a step leads to. */
function seedPages({ documentation, actions }: Step): SourceId[] {
  return [...documentation, ...actions.flatMap((action) => action.documentation)].filter(
    (id) => sources[id].kind === 'seed',
  );
}

export function portalLink(id: PortalId, language: Language): PortalLink {
  const { title, url, needs } = portals[id];
  return { title: texts[language][title], url, needs: texts[language][needs] };
}
