import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { failureOf } from '../core/code/failure';
import type { Language } from '../core/code/language';
import { numberText } from '../core/code/numbers';
import { printable } from '../core/code/printable';
import { noText, unreadText } from '../core/files/unreadTexts';
import { languageFor } from './language';
import type { ProgressLine } from './progressLine';
import type { HitFormat } from './terminal';
import { type CliTextId, cliText } from './texts';

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
    /** How hits stand in it. */
    readonly format: HitFormat = 'text',
    /** Undefined where nobody watches. */
    private readonly progress: ProgressLine | undefined = undefined,
  ) {}

  /** Prints, and waits while the reader is slower than we are. */
  async write(text: string): Promise<void> {
    if (text === '') return;
    this.progress?.clear();
    if (!this.out.write(text)) await once(this.out, 'drain');
  }

  complain(text: string): void {
    this.progress?.clear();
    this.errors.write(text);
  }

  /** Says how far long work is; the values are asked for where it is said. */
  tellProgress(id: CliTextId, values: () => Readonly<Record<string, string>>): void {
    this.progress?.say(() => cliText(this.language, id, values()));
  }

  /** Takes away what was said of that. */
  end(): void {
    this.progress?.clear();
  }

  /** Says something in the language of the user. */
  tell(id: CliTextId, values?: Readonly<Record<string, string>>): void {
    this.complain(`${cliText(this.language, id, values)}\n`);
  }

  /** Says in a line what could not be read, and why. */
  complainAbout(path: string, error: unknown): void {
    const reason = reasonOf(error);
    if (reason === noText && this.named >= mostNamed) {
      this.unnamed += 1;
      return;
    }
    if (reason === noText) this.named += 1;
    this.complain(`${printable(path)}: ${printable(this.shown(error))}\n`);
  }

  /** Why, in the language of the user where it is known. */
  private shown(error: unknown): string {
    const { kind, words } = failureOf(error);
    if (kind === 'gone') return cliText(this.language, 'error.noFile');
    if (kind === 'forbidden') return cliText(this.language, 'error.noAccess');
    return unreadText(words, this.language);
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
