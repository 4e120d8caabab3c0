import picomatch from 'picomatch';

/** Says whether a file or folder, named by its path from the folder that is walked, is to be looked at. */
export type IsWanted = (path: string, isFolder: boolean) => boolean;

/**
 * Which files some globs ask for, in any case of letters: those that one of them matches, or all where all of them begin with
 * `!`, but for those that one with `!` matches. A glob without a slash is about the name in any folder.
 */
export function wantedBy(globs: readonly string[]): IsWanted {
  const matcher = (some: readonly string[]) => {
    const tests = some.map((glob) => picomatch(anywhere(glob), { nocase: true, dot: true }));
    return (path: string) => tests.some((test) => test(path));
  };
  const asked = globs.filter((glob) => !glob.startsWith('!'));
  const isAsked = matcher(asked);
  const isLeftOut = matcher(globs.filter((glob) => glob.startsWith('!')).map((glob) => glob.slice(1)));
  return (path, isFolder) => {
    const plain = path.replaceAll('\\', '/');
    if (isLeftOut(plain)) return false;
    return isFolder || asked.length === 0 || isAsked(plain);
  };
}

function anywhere(glob: string): string {
  const path = glob.replace(/^\//, '').replace(/\/$/, '');
  return glob.replace(/\/$/, '').includes('/') ? path : `**/${path}`;
}
