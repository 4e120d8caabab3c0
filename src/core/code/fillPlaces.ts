/**
 * Fills the places of a text, `{name}` with the value of that name; a place without a value stays.
 * @param shown how a value stands in the text
 */
export function fillPlaces<Value = string>(
  text: string,
  values: Readonly<Record<string, Value>>,
  shown: (value: Value) => string = String,
): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? place : shown(value);
  });
}

/** Fills `{0}`, `{1}` … in a text of the catalogue. */
export function fill(text: string, ...values: readonly string[]): string {
  return fillPlaces(text, Object.fromEntries(values.entries()));
}
