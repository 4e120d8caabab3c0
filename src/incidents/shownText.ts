/** A sentence for a notification, which would make a link or a command of `[text](command:…)` from a file's name. */
export function forNotification(sentence: string): string {
  return sentence.replaceAll('](', '] (');
}

/** A label for a list, which would make an icon of `$(name)`. */
export function forLabel(text: string): string {
  return text.replaceAll('$(', '\\$(');
}
