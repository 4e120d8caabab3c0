/** Rows shown at once under one row; a list of thousands is slow to show and slower to walk through. */
const pageLength = 500;
/** Rows above the pages, where there are pages: they are shown anew several times while a scan runs. */
const firstLength = 100;

/** Rows from `from` up to before `to`, counted from 0. */
export interface Page {
  readonly from: number;
  readonly to: number;
}

/** The page that holds a row; undefined where it stands there right away. */
export function pageWith(row: number, count: number, lengths?: PageLengths): Page | undefined {
  return pagesOf(count, lengths).further.find(({ from, to }) => row >= from && row < to);
}

/** Which rows stand there right away, and the pages that hold the others. */
export function pagesOf(
  count: number,
  { page, first }: PageLengths = { page: pageLength, first: firstLength },
): { readonly first: Page; readonly further: Page[] } {
  const end = count <= page ? count : Math.min(first, page);
  const further: Page[] = [];
  for (let from = end; from < count; from += page) further.push({ from, to: Math.min(count, from + page) });
  return { first: { from: 0, to: end }, further };
}

/** How many rows a page has, and how many stand above the pages. */
interface PageLengths {
  readonly page: number;
  readonly first: number;
}
