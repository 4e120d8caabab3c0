import { Writable } from 'node:stream';

/** Takes what is printed and counts its lines; where they end with numbers, sums those up too. */
export class Printed extends Writable {
  lines = 0;
  numbers = 0;

  constructor(private readonly format: 'text' | 'count') {
    super();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', at + 1)) this.lines += 1;
    if (this.format === 'count')
      for (const [, number] of chunk.toString('latin1').matchAll(/([0-9]+)\n/g))
        this.numbers += Number(number);
    done();
  }
}
