import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { printable } from '../core/code/printable';
import { noText } from '../core/files/unread';

/** Files that are no text and are named one by one. */
const mostNamed = 20;

/** Where a command prints. */
export class Output {
  private unnamed = 0;
  private named = 0;

  constructor(
    private readonly out: Writable,
    private readonly errors: Writable,
  ) {}

  /** Prints, and waits while the reader is slower than we are. */
  async write(text: string): Promise<void> {
    if (text !== '' && !this.out.write(text)) await once(this.out, 'drain');
  }

  complain(text: string): void {
    this.errors.write(text);
  }

  /** Says in a line what could not be read, and why. */
  complainAbout(path: string, error: unknown): void {
    const reason = reasonOf(error);
    if (reason === noText && this.named >= mostNamed) {
      this.unnamed += 1;
      return;
    }
    if (reason === noText) this.named += 1;
    this.complain(`${printable(path)}: ${printable(reason)}\n`);
  }

  /** Says at the end how many were not named. */
  finish(): void {
    if (this.unnamed > 0)
      this.complain(`${this.unnamed} more files are no text, and of no kind that is read.\n`);
  }
}

/** Why something failed, as the system says it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
