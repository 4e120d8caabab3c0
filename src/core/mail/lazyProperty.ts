/**
 * Adds a property that is made when it is first asked for, and else is one like any other. All objects share one getter: to each with
 * a function of its own V8 would give a hidden class of its own, which keeps what it was made from until the next full collection.
 */
export function lazyProperty<Name extends string>(name: Name) {
  const slot = Symbol(name);
  const property = {
    enumerable: true,
    configurable: true,
    get(this: { [slot]: () => unknown }) {
      const value = this[slot]();
      this[slot] = () => value;
      return value;
    },
  };
  return <Facts extends object, Value>(facts: Facts, make: () => Value) => {
    Object.defineProperty(facts, slot, { value: make, writable: true });
    return Object.defineProperty(facts, name, property) as Facts & { readonly [Each in Name]: Value };
  };
}
