/**
 * Fills the places of a text: `{name}` with the value of that name, and `{name|one|other}` with the words that agree with that
 * number, as both languages have one form for 1 and one for all others. A place without a value stays.
 * @param shown how a value stands in the text
 */
export function fillPlaces<Value = string>(
  text: string,
  values: Readonly<Record<string, Value>>,
  shown: (value: Value) => string = String,
): string {
  return text.replace(
    /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g,
    (place, name: string, one?: string, other?: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return place;
      if (one === undefined || other === undefined) return shown(value);
      return String(value) === '1' ? one : other;
    },
  );
}

/** Fills `{0}`, `{1}` … in a text of the catalogue. */
export function fill(text: string, ...values: readonly string[]): string {
  return fillPlaces(text, Object.fromEntries(values.entries()));
}
