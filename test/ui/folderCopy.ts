import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** A copy of a folder: what happens in a window never reaches the project's own files. */
export class FolderCopy {
  private readonly parent = mkdtempSync(join(tmpdir(), 'ndr-lens-folder-'));
  readonly path: string;

  constructor(private readonly original: string) {
    this.path = join(this.parent, basename(original));
  }

  /** Makes it what the original is, and leaves alone what is so already. */
  restore(): void {
    for (const name of filesIn(this.path))
      if (name.startsWith('.ndr-lens') || !existsSync(join(this.original, name)))
        rmSync(join(this.path, name));
    // What a person who tried the samples has kept there is not one of them.
    for (const name of filesIn(this.original).filter((each) => !each.startsWith('.ndr-lens'))) {
      const [from, to] = [join(this.original, name), join(this.path, name)];
      if (!existsSync(to) || !readFileSync(to).equals(readFileSync(from))) cpSync(from, to);
    }
  }

  remove(): void {
    rmSync(this.parent, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The paths of all files below a folder, from there. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}
