import type { Language } from '../catalogue/language';
import { printable } from '../printable';
import type { Finding } from './finding';

/** What is said about a finding. Fit to show (see `printable`); it still has to be escaped for Markdown or HTML. */
export interface FindingText {
  readonly title: string;
  /** What the rule concluded from, in a sentence. */
  readonly reason: string;
}

/** Puts a finding into words. */
export type FindingTexts = (finding: Finding, language: Language) => FindingText;

/** A finding as it is stored: for a rule that has no words here, as one of a later version. */
export const plainFindingText: FindingTexts = ({ rule, subject, values }) => {
  const reason = [rule, ...Object.entries(values).map(([name, value]) => `${name}: ${value}`)].join(', ');
  return { title: printable(subject), reason: printable(reason) };
};
