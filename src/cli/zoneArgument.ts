/** Arguments with a zone west of Greenwich bound to its option, since `-05:00` would be taken for an option of its own. */
export function withZoneBound(args: readonly string[]): string[] {
  const bound: string[] = [];
  for (const arg of args)
    if (bound.at(-1) === '--zone' && /^-\d/.test(arg)) bound[bound.length - 1] = `--zone=${arg}`;
    else bound.push(arg);
  return bound;
}
