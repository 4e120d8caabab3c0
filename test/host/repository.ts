import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The repository's root, found from the working directory: bundling moves these modules to out/host, so their
 * own place says nothing.
 */
export function repositoryRoot(from: string = process.cwd()): string {
  const manifest = join(from, 'package.json');
  if (existsSync(manifest)) {
    const parsed: unknown = JSON.parse(readFileSync(manifest, 'utf8'));
    if (typeof parsed === 'object' && parsed !== null && 'name' in parsed && parsed.name === 'ndr-lens') {
      return from;
    }
  }
  const parent = dirname(from);
  if (parent === from) throw new Error('Run this inside the NDR Lens repository.');
  return repositoryRoot(parent);
}

/** Where @vscode/test-electron keeps its downloads too; git ignores it. */
export function downloadsDir(): string {
  return join(repositoryRoot(), '.vscode-test');
}
