import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { printable } from '../core/code/printable';

/** Where a command prints. */
export class Output {
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
    this.complain(`${printable(path)}: ${printable(reasonOf(error))}\n`);
  }
}

/** Why something failed, as the system says it. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
