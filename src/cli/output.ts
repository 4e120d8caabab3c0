import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { Language } from '../core/code/language';
import { printable } from '../core/code/printable';
import { languageFor } from './language';
import { type CliTextId, sayIn } from './texts';

/** Where a command prints. */
export class Output {
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
    this.complain(`${printable(path)}: ${printable(reasonOf(error))}\n`);
  }
}

/** Why something failed, as the system says it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
