import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/**
 * SHA-256 of a whole file as it is on the disk, in lower-case hexadecimal.
 * @throws the system's error; AbortError when told to stop
 */
export async function fileHash(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path, signal ? { signal } : {}))
    hash.update(bytes as Uint8Array);
  return hash.digest('hex');
}
