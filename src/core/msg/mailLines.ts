import { tooLong, UnreadableMessage } from './unreadable';

/** A mail that was made of an Outlook item, and what its lines were made of. */
export interface OutlookMail {
  readonly text: string;
  /** Where what a property says begins: numbers of lines from 1, in order, with a name for people. */
  readonly places: readonly { readonly line: number; readonly name: string }[];
}

/** Longest mail that is made, in UTF-16 units: what is attached makes a file long, and is not in it. */
const longestMail = 1 << 24;

/** Puts a mail together line by line, and keeps which property each line came from. */
export class MailLines {
  private readonly lines: string[] = [];
  private readonly places: { line: number; name: string }[] = [];
  private length = 0;

  /** Says what the lines that follow are made of. */
  begin(name: string): void {
    this.places.push({ line: this.lines.length + 1, name });
  }

  /** Adds text as it stands, its line breaks made one kind. */
  add(text: string): void {
    for (const line of text.replaceAll('\0', '').split(/\r\n|\n|\r/)) {
      this.length += line.length + 1;
      if (this.length > longestMail) throw new UnreadableMessage(tooLong);
      this.lines.push(line);
    }
  }

  /** Adds a header field, whatever its value: nothing in it begins another. Nothing where there is no value. */
  field(name: string, value: string | undefined): void {
    const line = value?.replace(/[\s\0]+/g, ' ').trim();
    if (line) this.add(`${name}: ${line}`);
  }

  done(): OutlookMail {
    return { text: `${this.lines.join('\n')}\n`, places: this.places };
  }
}

/** What stands on a line of such a mail, for people. */
export function placeIn({ places }: OutlookMail, line: number): string {
  return places.findLast((place) => place.line <= line)?.name ?? 'message';
}
