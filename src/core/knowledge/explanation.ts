import { fill } from '../code/fillPlaces';
import type { Language } from '../code/language';
import { codeEntry, sources, steps, texts } from './';
import type { SourceId, StatementSource } from './sources';
import type { TextId } from './texts';
import type { BlockScope, CodeEntry, Release, Statement, StepId } from './types';

/** A text with the numbers of its sources, which count from 1 into `Explanation.sources`. */
export interface SourcedText {
  readonly text: string;
  readonly sources: readonly number[];
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
  const sourced = (statement: Statement): SourcedText => ({
    text: read(statement.text),
    sources: statement.sources.map((id) => numbers.of(id)),
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
  for (const id of seedSources) numbers.of(id);
  return { ...explanation, sources: numbers.list(read) };
}

/** In the order to try them. */
const releases: readonly Release[] = ['itself', 'admin', 'support', 'none'];

/** The seed's own links close every list of sources, whether or not a statement quotes them. */
const seedSources = (Object.keys(sources) as SourceId[]).filter((id) => sources[id].kind === 'seed');
