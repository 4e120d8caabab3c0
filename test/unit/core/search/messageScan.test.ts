import { describe, expect, it } from 'vitest';
import { type FileHit, scanText } from '../../../../src/core/search/messageScan';
import { excerptLength, StatusCodeScanner } from '../../../../src/core/search/scanner';

async function scan(text: string, size = 1 << 16): Promise<FileHit[]> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
  }
  const hits: FileHit[] = [];
  for await (const some of scanText(pieces())) hits.push(...some);
  return hits;
}

const message = [
  'From: a@b.example',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  '📧 550 5.7.705 Access denied',
  '--b',
  'Content-Type: text/html',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('<p>550 5.7.<b>750</b> Service unavailable</p>').toString('base64'),
  '--b--',
].join('\r\n');

const log = `${'Nov 24 host postfix: nothing\n'.repeat(2000)}Nov 24 host postfix: 550 5.7.705 Access denied\n`;

describe('scanText', () => {
  it.each([1, 7, 1000, 1 << 16])('sees through a message that comes in pieces of %i', async (size) => {
    expect(await scan(message, size)).toEqual([
      {
        ...{ line: 6, column: 8, code: '5.7.705', text: '📧 550 5.7.705 Access denied', via: 'plain' },
        part: { path: '1.1', mediaType: 'text/plain' },
      },
      {
        ...{ line: 11, column: 10, code: '5.7.750', text: '550 5.7.750 Service unavailable', via: 'base64' },
        part: { path: '1.2', mediaType: 'text/html' },
      },
    ]);
  });

  it('gives the hits of a log as the scanner does, without a part', async () => {
    const scanner = new StatusCodeScanner();
    const expected = [...scanner.push(log), ...scanner.end()];
    expect(expected).toHaveLength(1);
    expect(await scan(log)).toEqual(expected);
    expect(await scan(log, 100)).toEqual(expected);
  });

  it('gives hits in plain sight of a message at the same places as the scanner does', async () => {
    for (const lineBreak of ['\n', '\r', '\r\n']) {
      const text = `Received: x\nX: ${'y'.repeat(1000)} 5.7.705\n\n5.7.750 5.7.750\n\n 5.7.711`.replaceAll(
        '\n',
        lineBreak,
      );
      const scanner = new StatusCodeScanner();
      const expected = [...scanner.push(text), ...scanner.end()];
      const hits = await scan(text);
      expect(hits.map(({ line, column, code, text }) => ({ line, column, code, text }))).toEqual(expected);
      expect(hits[0]?.text.length).toBeLessThanOrEqual(excerptLength + 2);
    }
  });

  it('reads a message with 100,000 codes in one line', async () => {
    const hits = await scan(`From: a@b.example\n\n${'5.7.705 '.repeat(100_000)}`);
    expect(hits.length).toBe(100_000);
    expect(hits.at(-1)).toMatchObject({ line: 3, column: 799_993 });
  });
});
