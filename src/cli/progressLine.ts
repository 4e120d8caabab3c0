import type { Writable } from 'node:stream';

/** Milliseconds of work about which nothing is said, and between two words about what takes longer. */
const patience = 1000;
const pause = 200;

const clearLine = '\r\u001b[K';

/** Says on a terminal how far long work is, in one line that goes again. */
export class ProgressLine {
  private next: number;
  private isShown = false;

  constructor(
    private readonly terminal: Writable & { readonly columns?: number },
    private readonly now: () => number = () => performance.now(),
  ) {
    this.next = now() + patience;
  }

  /** @param text is made where it is shown only */
  say(text: () => string): void {
    const now = this.now();
    if (now < this.next) return;
    this.next = now + pause;
    this.isShown = true;
    // What takes a second line would stay there.
    const shown = Array.from(text()).slice(0, (this.terminal.columns ?? 80) - 1);
    this.terminal.write(`${clearLine}${shown.join('')}`);
  }

  /** Makes room for what is printed. */
  clear(): void {
    if (this.isShown) this.terminal.write(clearLine);
    this.isShown = false;
  }
}
