import type { Language } from '../code/language';
import type { Diagnosis } from '../diagnosis/diagnosis';
import type { findingText } from '../findings/findingText';
import type { Incident } from '../incident/incident';
import type { explain, portalLink } from '../knowledge/explanation';
import type { Texts } from '../knowledge/texts';
import type { CodeEntry, Step } from '../knowledge/types';
import type { ScanSnapshot } from '../logs/figures/snapshot';

/** A scan, however it was asked for. */
export type ReportedScan = Omit<ScanSnapshot, 'leftOut' | 'timeZone'>;

/** What a report can have at its end. `reading`: what the codes mean, in words; `hits`: each code with file and line. */
export const appendices = ['findings', 'files', 'hits', 'reading'] as const;
export type Appendix = (typeof appendices)[number];

/** What happened, from the incident and the scan. Names and notes in it are from files and people. */
export interface CaseMaterial {
  readonly incident: Incident;
  readonly snapshot?: ReportedScan | undefined;
  /** What may be behind it, and what happened (see `diagnose`). */
  readonly diagnosis?: Diagnosis | undefined;
  /** SHA-256 of files that were scanned, by path, in lower-case hexadecimal. */
  readonly hashes?: readonly { readonly file: string; readonly sha256: string }[] | undefined;
}

/** What the product knows about codes and steps, in the language of the report. */
export interface CaseKnowledge {
  readonly steps: readonly Step[];
  readonly texts: Texts;
  readonly findingText: typeof findingText;
  readonly explain: typeof explain;
  readonly portalLink: typeof portalLink;
  codeEntry(code: string): CodeEntry;
  /** Puts a code into a text. */
  fill(text: string, code: string): string;
}

/** How the report is to be. */
export interface CaseWishes {
  readonly language: Language;
  readonly masked: boolean;
  readonly appendices: readonly Appendix[];
  readonly now: Date;
}
