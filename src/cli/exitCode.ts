import { noText } from '../core/files/unreadTexts';

/** Exit codes, as grep has them. */
export const found = 0;
export const nothing = 1;
export const trouble = 2;

/** The code of several files: trouble outweighs hits, and hits outweigh none. Nobody may take a run that failed for a clean one. */
export function worse(code: number, other: number): number {
  if (code === trouble || other === trouble) return trouble;
  return Math.min(code, other);
}

/** The code of a file that could not be read. What is no text is named and is no trouble: nobody keeps mail or logs in it. */
export function codeOf(reason: string): number {
  return reason === noText ? nothing : trouble;
}
