import { Buffer } from 'node:buffer';
import { sha256 } from '@noble/hashes/sha2.js';

/** What is used of a hash. */
interface Hash {
  update(content: string | Uint8Array): Hash;
  digest(encoding: 'hex'): string;
}

/** SHA-256 piece by piece, which the browser's own cannot do. */
export function createHash(_name: 'sha256'): Hash {
  const hash = sha256.create();
  const own: Hash = {
    update: (content) => {
      hash.update(typeof content === 'string' ? new TextEncoder().encode(content) : content);
      return own;
    },
    digest: (encoding) => Buffer.from(hash.digest()).toString(encoding),
  };
  return own;
}

export function randomUUID(): string {
  return crypto.randomUUID();
}

export function randomBytes(length: number): Buffer {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length)));
}
