import type { LogParts as OnNode } from './logParts';

/** What a browser reads is in the memory of one thread. */
export class LogParts implements Pick<OnNode, 'close' | 'newPass' | 'of'> {
  async close(): Promise<void> {}

  newPass(): number {
    return 0;
  }

  of(): undefined {
    return undefined;
  }
}
