import type { TextLine } from '../files/lines';
import { ownText } from '../logs/formats/ownText';
import { Fields } from './fields';
import { longestRecord, type RecordReader, type TakeRecord } from './recordReader';

/** `Name   : value`. Some languages put a blank that does not break before the colon, or a wide colon. */
export const property = /^([A-Za-z_@][\w.@()/# -]{0,126}?)[ \t\u00a0\u202f]*[:：](?:[ \t\u00a0]|$)(.*)$/;

/** Beginnings of lines that are remembered. */
const mostLeads = 1000;

interface Value {
  readonly name: string;
  /** The lines of the value as they stand, the first without its name. */
  readonly lines: string[];
  /** Their lengths as they stand in the file. */
  readonly widths: number[];
}

/**
 * Text of `Format-List`: a property a line, long values going on below their beginning, a blank line between objects. Lines are
 * joined as the console cut them: within a word only where the line is as long as the window is wide.
 */
export class ListReader implements RecordReader {
  readonly longestLine = longestRecord;
  skipped = 0;
  readonly emptyHeader = undefined;
  private number = 0;
  private values: Value[] = [];
  private names = new Set<string>();
  private readonly leads = new Map<string, string>();
  private startLine = 1;
  private length = 0;
  /** The longest line of the object at hand: the width of the window, where one was cut. */
  private width = 0;

  constructor(private readonly take: TakeRecord) {}

  read({ text, number, offset }: TextLine): void {
    if (offset > 0) return;
    this.number = number;
    this.readLine(text);
  }

  end(): void {
    this.finish();
  }

  private readLine(line: string): void {
    if (line.trim() === '') {
      this.finish();
      return;
    }
    const last = this.values.at(-1);
    if (/^[ \t\u00a0]/.test(line)) {
      last?.lines.push(line.trimStart());
      last?.widths.push(line.length);
    } else this.begin(line);
    this.length += line.length;
    this.width = Math.max(this.width, line.length);
    if (this.length > longestRecord) this.giveUp();
  }

  private begin(line: string): void {
    const { name, value } = this.propertyOf(line);
    if (name === '') return;
    // Output that was copied without its blank lines: the next object begins where a name comes again.
    if (this.names.has(name)) this.finish();
    if (this.values.length === 0) this.startLine = this.number;
    this.names.add(name);
    this.values.push({ name, lines: [value.trimStart()], widths: [line.length] });
  }

  /** The names of a list come again with each of its objects, up to the colon as they came before. */
  private propertyOf(line: string): { readonly name: string; readonly value: string } {
    const colon = line.indexOf(':');
    const lead = line.slice(0, colon);
    const isPlain = colon > 0 && line.charCodeAt(colon + 1) === 0x20;
    const known = isPlain ? this.leads.get(lead) : undefined;
    if (known !== undefined) return { name: known, value: line.slice(colon + 2) };
    const [, name = '', value = ''] = property.exec(line) ?? [];
    // A wide colon may stand before it.
    const isLead = isPlain && name !== '' && lead.trimEnd() === name;
    if (isLead && this.leads.size < mostLeads) this.leads.set(ownText(lead), ownText(name));
    return { name, value };
  }

  private finish(): void {
    if (this.values.length > 0) {
      const names = this.values.map(({ name }) => name);
      const values = this.values.map((value) => joined(value, this.width));
      this.take(Fields.named(names, values), this.startLine);
    }
    this.clear();
  }

  private giveUp(): void {
    this.skipped += 1;
    this.clear();
  }

  private clear(): void {
    this.values = [];
    this.names = new Set();
    this.length = 0;
    this.width = 0;
  }
}

function joined({ lines, widths }: Value, width: number): string {
  if (lines.length === 1) return lines[0] ?? '';
  return lines
    .flatMap((line, at) => {
      const isCut = at === 0 || widths[at - 1] === width || /\s$/.test(lines[at - 1]?.slice(-1) ?? '');
      return isCut ? [line] : [' ', line];
    })
    .join('');
}
