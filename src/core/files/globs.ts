import picomatch from 'picomatch';

/** Says whether a file or folder, named by its path from the folder that is walked, is to be looked at. */
export type IsWanted = (path: string, isFolder: boolean) => boolean;

/**
 * Which files some globs ask for, in any case of letters: those that one of them matches, or all where all of them begin with
 * `!`, but for those that one with `!` matches. A glob without a slash is about the name in any folder.
 */
export function wantedBy(globs: readonly string[]): IsWanted {
  const asked = globs.filter((glob) => !glob.startsWith('!')).map(inAnyFolder);
  const isAsked = matchesAny(asked);
  const leftOut = globs.filter((glob) => glob.startsWith('!')).map((glob) => inAnyFolder(glob.slice(1)));
  const isLeftOut = matchesAny(leftOut);
  return (path, isFolder) => !isLeftOut(path) && (isFolder || asked.length === 0 || isAsked(path));
}

/** Says whether a path is one that some globs mean, in any case of letters; backslashes are slashes. */
export function matchesAny(globs: readonly string[]): (path: string) => boolean {
  if (globs.length === 0) return () => false;
  const tests = globs.map((glob) => picomatch(glob, { nocase: true, dot: true }));
  return (path) => {
    const plain = path.replaceAll('\\', '/');
    return tests.some((test) => test(plain));
  };
}

/** A glob without a slash as one for that name in any folder. */
export function inAnyFolder(glob: string): string {
  const path = glob.replace(/^\//, '').replace(/\/$/, '');
  return glob.replace(/\/$/, '').includes('/') ? path : `**/${path}`;
}
