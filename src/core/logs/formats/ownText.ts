/**
 * A copy of a text that is kept for long. V8 makes a slice of a string a view of the whole: one address kept would keep
 * the piece of the file alive that it was cut from.
 */
export function ownText(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
