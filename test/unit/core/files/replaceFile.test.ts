import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moveFile, replaceFile } from '../../../../src/core/files/replaceFile';

/** Refusals that still come before a move succeeds. */
const refusals = vi.hoisted(() => ({ left: 0, code: 'EPERM' }));

function refuse(): void {
  if (refusals.left === 0) return;
  refusals.left -= 1;
  throw Object.assign(new Error(refusals.code), { code: refusals.code });
}

vi.mock('node:fs/promises', async (original) => {
  const fs = await original<typeof import('node:fs/promises')>();
  const rename: typeof fs.rename = async (...paths) => {
    refuse();
    await fs.rename(...paths);
  };
  return { ...fs, rename };
});

const folder = mkdtempSync(join(tmpdir(), 'ndr-lens-replace-'));
const path = join(folder, 'facts.json');
const draft = join(folder, 'facts.json.tmp');
const system = process.platform;

beforeEach(() => {
  writeFileSync(path, 'old');
  writeFileSync(draft, 'new');
});
afterEach(() => Object.defineProperty(process, 'platform', { value: system }));
afterAll(() => rmSync(folder, { recursive: true }));

function on(platform: string, left: number, code: string): void {
  Object.defineProperty(process, 'platform', { value: platform });
  Object.assign(refusals, { left, code });
}

describe.each([
  ['replacing a file', replaceFile],
  ['moving a file', moveFile],
])('%s', (_name, replace) => {
  it.each(['EPERM', 'EACCES', 'EBUSY'])('waits on Windows for who has it open: %s', async (code) => {
    on('win32', 3, code);
    await replace(draft, path);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(existsSync(draft)).toBe(false);
  });

  it.each([
    ['win32', 50, 'EPERM'],
    ['win32', 1, 'EROFS'],
    ['linux', 1, 'EPERM'],
  ])('leaves the old file where it cannot: %s, %i times %s', async (platform, left, code) => {
    on(platform, left, code);
    await expect(replace(draft, path)).rejects.toThrow(code);
    refusals.left = 0;
    expect(readFileSync(path, 'utf8')).toBe('old');
    // A draft is worth nothing by itself; what is only moved may be all that there is.
    expect(existsSync(draft)).toBe(replace === moveFile);
  });
});
