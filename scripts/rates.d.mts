/** What the product says of files: its events, its report, and as text what it prints. */
export interface Told {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly report: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly ndr: string;
  findings: string;
}

/** The facts that a sentence states, and whether they hold of what was told. */
export function factsIn(sentence: string, told: Told): { readonly fact: string; readonly holds: boolean }[];
