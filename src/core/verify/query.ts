import type { SourceId } from '../knowledge/sources';
import type { Statement, StepId } from '../knowledge/types';
import type { IncidentValues } from './incidentValues';
import type { QueryId, VerifyTextId } from './texts';

/**
 * Where a query runs: Exchange Online PowerShell, Microsoft Graph PowerShell, advanced hunting in Defender XDR (or
 * Sentinel), the management shell of an Exchange server, or the shell of a Postfix server. A report of a portal is an address to open.
 */
export type QueryKind = 'exchange' | 'graph' | 'hunting' | 'exchange-server' | 'postfix' | 'portal';

/** A column of a result. */
export interface Property {
  readonly name: string;
  /** A PowerShell expression for it, where it is no property of the object itself. */
  readonly from?: string;
  /** Holds several values, which a CSV file can only hold joined. */
  readonly list?: boolean;
  /** One of a set of names, which `ConvertTo-Json` writes as its number unless it is made a text. */
  readonly enumeration?: boolean;
}

/** Commands one after the other, each reading what the one before it puts out. */
export type Pipeline = readonly [string, ...string[]];

/** A question to the tenant or a server, and the command that answers it. */
export interface VerificationQuery {
  /** Unique, and part of the name of the file the answer is saved in. */
  readonly id: QueryId;
  /** What it helps with: an action of a step. */
  readonly answers: { readonly step: StepId; readonly action: string };
  readonly kind: QueryKind;
  /** It changes something, and is only ever written as a comment; all others only read. */
  readonly changes?: true;
  readonly title: Statement<VerifyTextId>;
  readonly lookFor: Statement<VerifyTextId>;
  /** What the answer cannot hold, and who may ask. */
  readonly limits: readonly Statement<VerifyTextId>[];
  /** The command with the incident's values in it, as strings of its language. */
  readonly pipeline: (values: IncidentValues) => Pipeline;
  /** The columns of an answer that can be saved and imported; `all` as the command puts them out. */
  readonly result?: 'all' | readonly Property[];
}

/** A query without what its texts' ids follow from. */
export type QueryDraft = Omit<VerificationQuery, 'answers' | 'title' | 'lookFor' | 'limits'> & {
  readonly answers: `${StepId}/${string}`;
  /** What its title and the advice rest on. */
  readonly sources: readonly [SourceId, ...SourceId[]];
  readonly limits?: readonly Statement<VerifyTextId>[];
};

/** The pages that a query rests on, each once; those of its title first. */
export function querySources({ title, lookFor, limits }: VerificationQuery): SourceId[] {
  return [...new Set([title, lookFor, ...limits].flatMap(({ sources }) => sources))];
}

export const statementOf = (
  text: VerifyTextId,
  ...sources: readonly [SourceId, ...SourceId[]]
): Statement<VerifyTextId> => ({ text, sources });
