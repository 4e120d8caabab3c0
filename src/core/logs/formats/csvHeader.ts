/** True for what may stand above the header of a table: nothing, the type that PowerShell 5 writes, or a spreadsheet's `sep=`. */
export function isPreamble(line: string): boolean {
  return line.trim() === '' || /^"?#TYPE /.test(line) || /^"?sep=.?"?$/i.test(line);
}

/** A comma; a tab or semicolon after a spreadsheet saved the file in a country that writes decimals with a comma. */
export function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
