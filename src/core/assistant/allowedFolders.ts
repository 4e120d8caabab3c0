import { realpathSync } from 'node:fs';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import type { Language } from '../code/language';
import type { Clock } from '../logs/formats/clock';
import { RefusedError } from './refusal';

/** What is read, and how it is told. */
export interface ToolReading {
  /** Files and folders, where they really are. */
  readonly places: readonly string[];
  readonly folders: AllowedFolders;
  readonly clock: Clock;
  readonly language: Language;
}

interface Root {
  /** As it was named, and where it really is. */
  readonly given: string;
  readonly real: string;
}

/** The folders that an assistant may have read, and nothing beside them. */
export class AllowedFolders {
  private readonly roots: readonly Root[];

  /** @throws the system's error for a folder that is not there */
  constructor(folders: readonly string[]) {
    this.roots = folders.map((folder) => ({ given: resolve(folder), real: realpathSync(folder) }));
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  /**
   * The real places that a path means, which may be absolute or go from one of the folders; all folders without one.
   * @throws RefusedError where it leads out of them, by itself or by a symbolic link, or where nothing is there
   */
  placesOf(path: string | undefined): readonly string[] {
    if (this.isEmpty) throw new RefusedError('error.noFolder');
    if (path === undefined || path === '') return this.roots.map(({ real }) => real);
    const inside = this.roots
      .map(({ given }) => resolve(given, path))
      .filter((place) =>
        this.roots.some(({ given, real }) => isWithin(given, place) || isWithin(real, place)),
      );
    // Nobody is told whether there is such a file elsewhere: the disk is not asked.
    if (inside.length === 0) throw new RefusedError('error.outside', { path });
    const found = inside.flatMap((place) => realPlace(place) ?? []);
    const [real] = found.filter((place) => this.roots.some((root) => isWithin(root.real, place)));
    if (real === undefined)
      throw new RefusedError(found.length > 0 ? 'error.outside' : 'error.missing', { path });
    return [real];
  }

  /** A file as it is named in an answer: from its folder, which is named where there are several. Tells nothing of what is around it. */
  shown(path: string): string {
    const root = this.roots.find(({ real }) => isWithin(real, path));
    if (!root) return basename(path);
    const within = relative(root.real, path).split(sep).join('/');
    return this.roots.length === 1 ? within : [basename(root.real), within].join('/');
  }
}

function isWithin(folder: string, place: string): boolean {
  const way = relative(folder, place);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function realPlace(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
