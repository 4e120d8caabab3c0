/** Lines that an excerpt begins with, and that are added at a time. */
export const excerptLines = 1000;

/** A place in a file, counted from 1; the column in UTF-16 units. */
export interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** Lines of a file that follow each other. */
export interface LineRange {
  /** Number of the first one, counted from 1. */
  readonly first: number;
  readonly count: number;
}

/** The lines around a place. */
export function rangeAround({ line }: FilePlace): LineRange {
  return { first: Math.max(1, line - excerptLines / 2), count: excerptLines };
}

/** The lines before those shown; undefined at the start of the file. */
export function earlierRange(first: number): LineRange | undefined {
  const from = Math.max(1, first - excerptLines);
  return from < first ? { first: from, count: first - from } : undefined;
}

/** Lines as they were read, and what is known of where they stand. */
export interface ReadLines {
  readonly lines: readonly string[];
  /** True where the file ends with them. */
  readonly isEnd: boolean;
  /** Units by which the text of the line that was asked for is moved to the left, where it is too long to be shown. */
  readonly shift: number;
}

/** A stretch of a file as it is shown: below a line that says what it is. */
export class Excerpt {
  constructor(
    /** Number of the first line in the file. */
    readonly first: number,
    readonly lines: readonly string[],
    readonly isEnd: boolean,
    private readonly shifted: { readonly line: number; readonly shift: number },
  ) {}

  static of({ first }: LineRange, place: FilePlace, { lines, isEnd, shift }: ReadLines): Excerpt {
    return new Excerpt(first, lines, isEnd, { line: place.line, shift });
  }

  /** Number of the last line in the file. */
  get last(): number {
    return this.first + this.lines.length - 1;
  }

  covers({ line }: FilePlace): boolean {
    return line >= this.first && line <= this.last;
  }

  /** The lines after those shown; undefined at the end of the file. */
  laterRange(): LineRange | undefined {
    return this.isEnd ? undefined : { first: this.last + 1, count: excerptLines };
  }

  withEarlier(range: LineRange, { lines }: ReadLines): Excerpt {
    return new Excerpt(range.first, [...lines, ...this.lines], this.isEnd, this.shifted);
  }

  withLater({ lines, isEnd }: ReadLines): Excerpt {
    return new Excerpt(this.first, [...this.lines, ...lines], isEnd, this.shifted);
  }

  /**
   * @param title what the first line says
   * @returns the lines below it, and an empty one where the file goes on: what adds lines stands above a line
   */
  text(title: string): string {
    return [title, ...this.lines, ...(this.isEnd ? [] : [''])].join('\n');
  }

  /** The number in the file of a line of the document, which is counted from 0; undefined for what is no line of the file. */
  numberOf(documentLine: number): number | undefined {
    const number = this.lineAt(documentLine);
    return documentLine > 0 && number <= this.last ? number : undefined;
  }

  /** Number of the line in the file that stands on a line of the document, counted from 0 there. */
  lineAt(documentLine: number): number {
    return documentLine + this.first - 1;
  }

  /** Where a place of the file stands in the document, counted from 0. */
  positionOf({ line, column }: FilePlace): { line: number; character: number } {
    const shift = line === this.shifted.line ? this.shifted.shift : 0;
    return { line: line - this.first + 1, character: Math.max(0, column - 1 - shift) };
  }
}
