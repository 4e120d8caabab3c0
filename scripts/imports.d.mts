export function importsOf(
  file: string,
  text: string,
): { readonly specifier: string; readonly start: number; readonly end: number }[];
