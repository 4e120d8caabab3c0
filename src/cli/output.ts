import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Language } from '../core/code/language';
import { numberText } from '../core/code/numbers';
import { printable } from '../core/code/printable';
import { noText } from '../core/files/packing';
import { languageFor } from './language';
import { type CliTextId, sayIn } from './texts';

/** Files that are no text and are named one by one. */
const mostNamed = 20;

/** Where a command prints. */
export class Output {
  private unnamed = 0;
  private named = 0;

  constructor(
    private readonly out: Writable,
    private readonly errors: Writable,
    /** Of what is said beside the output. */
    readonly language: Language = languageFor(undefined),
  ) {}

  /** Prints, and waits while the reader is slower than we are. */
  async write(text: string): Promise<void> {
    if (text !== '' && !this.out.write(text)) await once(this.out, 'drain');
  }

  complain(text: string): void {
    this.errors.write(text);
  }

  /** Says something in the language of the user. */
  tell(id: CliTextId, values?: Readonly<Record<string, string>>): void {
    this.complain(`${sayIn(this.language, id, values)}\n`);
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
    if (this.unnamed > 0) this.tell('message.unnamed', { count: numberText(this.unnamed, this.language) });
  }
}

/** Why something failed, as the system says it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
