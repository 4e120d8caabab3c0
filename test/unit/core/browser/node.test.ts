import * as nodeBuffer from 'node:buffer';
import * as nodeCrypto from 'node:crypto';
import * as nodeNet from 'node:net';
import * as nodePath from 'node:path';
import * as nodeUrl from 'node:url';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as buffer from '../../../../src/core/browser/node/buffer';
import { createHash } from '../../../../src/core/browser/node/crypto';
import * as net from '../../../../src/core/browser/node/net';
import * as path from '../../../../src/core/browser/node/path';
import { pipeline, Readable } from '../../../../src/core/browser/node/stream';
import { domainToASCII } from '../../../../src/core/browser/node/url';
import { createGunzip } from '../../../../src/core/browser/node/zlib';

const octet = fc.integer({ min: 0, max: 299 });
const address = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.tuple(octet, octet, octet, octet).map((parts) => parts.join('.')),
  fc.stringMatching(/^[0-9a-f:.%]{0,24}$/),
);
const piece = fc.stringMatching(/^[a-z.]{0,4}$/);
const place = fc.array(piece, { maxLength: 5 }).map((parts) => `/${parts.join('/')}`);

describe('what stands in the place of Node.js in a browser', () => {
  it('tells addresses as Node.js does', () =>
    fc.assert(
      fc.property(address, (text) => {
        expect(net.isIPv4(text), text).toBe(nodeNet.isIPv4(text));
        expect(net.isIPv6(text), text).toBe(nodeNet.isIPv6(text));
        expect(net.isIP(text), text).toBe(nodeNet.isIP(text));
      }),
    ));

  it('finds addresses in ranges as Node.js does', () =>
    fc.assert(
      fc.property(
        fc.ipV4(),
        fc.integer({ min: 0, max: 32 }),
        fc.ipV6(),
        fc.integer({ min: 0, max: 128 }),
        fc.ipV4(),
        fc.ipV6(),
        (net4, prefix4, net6, prefix6, one, other) => {
          const lists = [new net.BlockList(), new nodeNet.BlockList()];
          for (const list of lists) {
            list.addSubnet(net4, prefix4, 'ipv4');
            list.addSubnet(net6, prefix6, 'ipv6');
          }
          for (const [text, family] of [
            [net4, 'ipv4'],
            [net6, 'ipv6'],
            [one, 'ipv4'],
            [other, 'ipv6'],
            [`::ffff:${one}`, 'ipv6'],
          ] as const) {
            const [ours, theirs] = lists.map((list) => list.check(text, family));
            expect(ours, `${text} in ${net4}/${prefix4}, ${net6}/${prefix6}`).toBe(theirs);
          }
        },
      ),
    ));

  it('writes domains in ASCII as Node.js does', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.domain(),
          fc.string({ unit: 'grapheme', maxLength: 12 }),
          fc.constantFrom('münchen.example', 'BÜCHER.example', 'a b', 'xn--'),
        ),
        (domain) => {
          expect(domainToASCII(domain), domain).toBe(nodeUrl.domainToASCII(domain));
        },
      ),
    ));

  it('joins and parts paths as Node.js does', () =>
    fc.assert(
      fc.property(place, place, piece, (one, other, name) => {
        const { posix } = nodePath;
        expect(path.join(one, other, name)).toBe(posix.join(one, other, name));
        expect(path.relative(one, other)).toBe(posix.relative(one, other));
        expect(path.basename(one)).toBe(posix.basename(one));
        expect(path.dirname(one)).toBe(posix.dirname(one));
      }),
    ));

  it('knows UTF-8 and ASCII as Node.js does', () =>
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(text)),
        ),
        (bytes) => {
          expect(buffer.isUtf8(bytes)).toBe(nodeBuffer.isUtf8(bytes));
          expect(buffer.isAscii(bytes)).toBe(nodeBuffer.isAscii(bytes));
        },
      ),
    ));

  it('reads and writes bytes as Node.js does', () =>
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.constantFrom('utf8', 'latin1', 'base64', 'hex', 'utf16le'),
        (bytes, encoding) => {
          const text = nodeBuffer.Buffer.from(bytes).toString(encoding);
          expect(buffer.Buffer.from(bytes).toString(encoding)).toBe(text);
          expect([...buffer.Buffer.from(text, encoding)]).toEqual([
            ...nodeBuffer.Buffer.from(text, encoding),
          ]);
          const rest: { toString(encoding: string): string } = buffer.Buffer.from(bytes).subarray(1);
          expect(rest.toString(encoding)).toBe(nodeBuffer.Buffer.from(bytes.subarray(1)).toString(encoding));
        },
      ),
    ));

  it('hashes as Node.js does', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array()), fc.string(), (parts, text) => {
        const [ours, theirs] = [createHash('sha256'), nodeCrypto.createHash('sha256')];
        for (const part of parts) {
          ours.update(part);
          theirs.update(part);
        }
        expect(ours.update(text).digest('hex')).toBe(theirs.update(text).digest('hex'));
      }),
    ));

  it('inflates gzip, and throws for what is damaged', async () => {
    const inflated = async (packed: Uint8Array) => {
      async function* source() {
        yield packed.subarray(0, 5);
        yield packed.subarray(5);
      }
      const gunzip = createGunzip({});
      pipeline(Readable.from(source()), gunzip, () => undefined);
      const parts: Uint8Array[] = [];
      for await (const part of gunzip) parts.push(part);
      return nodeBuffer.Buffer.concat(parts).toString();
    };
    const text = '550 5.7.705 Access denied\n'.repeat(5000);
    const packed = gzipSync(text);
    expect(await inflated(packed)).toBe(text);
    await expect(inflated(packed.subarray(0, packed.length - 20))).rejects.toThrow();
  });
});
