/** A function that makes a value of the same object once, and keeps it as long as the object lives. */
export function once<Of extends object, Value extends object>(make: (of: Of) => Value): (of: Of) => Value {
  const made = new WeakMap<Of, Value>();
  return (of) => {
    const value = made.get(of) ?? make(of);
    made.set(of, value);
    return value;
  };
}
