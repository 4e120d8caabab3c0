import type { TextLine } from '../files/lines';
import { Fields } from './fields';
import type { RecordReader, TakeRecord } from './recordReader';

const setting = /^([a-z][a-z0-9_]{1,80})\s*=\s*(.*)$/;

/** Parameters that say who may relay; one of them is in every configuration that was changed. */
const telling =
  /^(?:mynetworks|mynetworks_style|smtpd_recipient_restrictions|smtpd_relay_restrictions|relayhost|relay_domains|mydestination|myhostname|smtpd_client_restrictions)\s*=/m;

/** Longest value that is read, in UTF-16 units. */
const longestValue = 1 << 16;

/** Says whether a text is what `postconf -n` prints, or a `main.cf`. */
export function isPostfixConfiguration(head: string): boolean {
  return telling.test(head) && !/^\s*[{["]/.test(head);
}

/** Parameters of Postfix (postconf(5)), one a line; a line that begins with a blank goes on. */
export class PostfixReader implements RecordReader {
  readonly longestLine = longestValue;
  skipped = 0;
  readonly emptyHeader = undefined;
  private open: { name: string; value: string; line: number } | undefined;

  constructor(private readonly take: TakeRecord) {}

  end(): void {
    this.finish();
  }

  read({ text: line, number, offset }: TextLine): void {
    if (offset > 0) return;
    if (line.trim() === '' || line.startsWith('#')) return;
    if (/^\s/.test(line)) {
      if (this.open && this.open.value.length < longestValue) this.open.value += ` ${line.trim()}`;
      return;
    }
    this.finish();
    const match = setting.exec(line);
    if (match) this.open = { name: match[1] ?? '', value: match[2] ?? '', line: number };
    else this.skipped += 1;
  }

  private finish(): void {
    if (this.open)
      this.take(
        Fields.of({ 'postfix parameter': this.open.name, 'postfix value': this.open.value }),
        this.open.line,
      );
    this.open = undefined;
  }
}
