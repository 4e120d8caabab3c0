/** Rows shown at once under one row; a list of thousands is slow to show and slower to walk through. */
export const pageLength = 500;

/** Rows from `from` up to before `to`, counted from 0. */
export interface Page {
  readonly from: number;
  readonly to: number;
}

/** Which rows stand there right away, and the pages that hold the others. */
export function pagesOf(
  count: number,
  length = pageLength,
): { readonly first: Page; readonly further: Page[] } {
  const further: Page[] = [];
  for (let from = length; from < count; from += length)
    further.push({ from, to: Math.min(count, from + length) });
  return { first: { from: 0, to: Math.min(count, length) }, further };
}
