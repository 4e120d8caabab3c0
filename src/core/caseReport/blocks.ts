import type { PortalLink } from '../knowledge/explanation';

/** An entry of a list that begins with what it is about. */
export interface ListItem {
  readonly lead: string;
  readonly text: string;
}

/**
 * What a report is made of, before it is Markdown or HTML. All texts are plain and from anywhere: whoever renders them makes
 * them fit to show and escapes them.
 */
export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly (string | ListItem)[] }
  /** Pages to open; the only addresses that become links, and never from a file. */
  | { readonly kind: 'links'; readonly pages: readonly PortalLink[] }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      /** A number stands to the right. */
      readonly rows: readonly (readonly (string | number)[])[];
    }
  /** A picture of numbers that a table beside it also has. */
  | {
      readonly kind: 'bars';
      readonly title: string;
      readonly bars: readonly { readonly label: string; readonly value: number }[];
    }
  /** What a person wrote, in Markdown. */
  | { readonly kind: 'note'; readonly markdown: string };
