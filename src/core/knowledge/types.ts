import type { PortalId } from './portals';
import type { SourceId } from './sources';
import type { TextId } from './texts';

/** One thing the product says, with what it rests on. At least one source, always. */
export interface Statement<Text = TextId> {
  readonly text: Text;
  readonly sources: readonly [SourceId, ...SourceId[]];
  /** The page of a portal where it is done. */
  readonly portal?: PortalId;
}

/** Text of an NDR as Exchange Online prints it. English in every locale, so it is not translated. */
export interface NdrText {
  readonly verbatim: string;
  readonly sources: readonly [SourceId, ...SourceId[]];
}

/** What stops while the block lasts. */
export type BlockScope =
  | 'tenant'
  | 'unregistered-domains'
  | 'ip-address'
  | 'connector'
  | 'message'
  | 'unknown';

/** A situation that leads to the code, with its own way out. */
export interface Scenario {
  readonly id: string;
  readonly title: TextId;
  /** In reading order: how it comes about first, what to do last. */
  readonly statements: readonly [Statement, ...Statement[]];
}

/**
 * Who ends a block: it ends by `itself`, an `admin` of the own organization or only `support` lifts it. `none` is for what
 * others take for a way out and is none.
 */
export type Release = 'itself' | 'admin' | 'support' | 'none';

/** A way in which a block ends, or is often but wrongly thought to end. */
export interface WayOut extends Statement {
  readonly release: Release;
}

/** A neighbour code worth knowing: outside the family, and then never a hit of its own, or documented within it. */
export interface RelatedCode {
  /** An enhanced status code or a range as it is documented, such as `5.7.606-649`. */
  readonly code: string;
  readonly statement: Statement;
}

export type StepId = 'domains' | 'mfa' | 'connectors' | 'users' | 'on-premises' | 'support';

/** How one remediation step relates to one code. */
export type StepRelevance =
  | { readonly applies: true }
  | { readonly applies: false; readonly because: Statement };

/** What is known about a code, or about a stretch of codes that share one description. */
export interface CodeEntry {
  /** The codes this entry describes, `5.7.705` alone or first and last of a range. */
  readonly codes: { readonly first: string; readonly last: string };
  /**
   * `documented`: Microsoft describes this very code. `range`: only a documented range covers it.
   * `undescribed`: in the 5.7.7xx family, and nobody describes it.
   */
  readonly standing: 'documented' | 'range' | 'undescribed';
  readonly blocks: BlockScope;
  readonly name: Statement;
  readonly ndrTexts: readonly NdrText[];
  /** One sentence: what the code means. */
  readonly meaning: Statement;
  /** One sentence: why it happens. */
  readonly why: Statement;
  /** One sentence: the first thing to do. */
  readonly firstAction: Statement;
  /** One sentence: the whole tenant or only some mail, and which. */
  readonly affected: Statement;
  readonly causes: readonly Statement[];
  readonly scenarios: readonly Scenario[];
  /** What to do now, in order. */
  readonly actions: readonly Statement[];
  /** One sentence: how urgent mail gets out while the block lasts. */
  readonly meanwhile: Statement;
  /** How the block ends, how long that takes, and what does not end it. */
  readonly wayOut: readonly WayOut[];
  /** Observations from public threads. Each rests on a source of kind `report`. */
  readonly reports: readonly Statement[];
  readonly related: readonly RelatedCode[];
  readonly steps: Readonly<Record<StepId, StepRelevance>>;
}

/** A single action inside a step; what the person ticks. */
export interface StepAction {
  /** Stable for ever: ticks are stored under `<step>/<action>`. */
  readonly id: string;
  readonly title: Statement;
  readonly why: Statement;
  /** Pages to open, most useful first. */
  readonly documentation: readonly SourceId[];
  /** The page of a portal where it is done; on-premises servers have none. */
  readonly portal?: PortalId;
}

/** One remediation step of the seed document. */
export interface Step {
  readonly id: StepId;
  /** The numbers this step has in the seed's list: `[1, 3]` for the one it states twice. */
  readonly seedNumbers: readonly [number, ...number[]];
  readonly title: Statement;
  /** The title in at most 24 characters: a row of 300 pixels has to show its count as well. */
  readonly label: Statement;
  readonly why: Statement;
  readonly documentation: readonly [SourceId, ...SourceId[]];
  readonly actions: readonly [StepAction, ...StepAction[]];
}
