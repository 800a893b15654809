/** A map that nobody can change any more. */
export function frozenMap<Key, Value>(entries: Iterable<readonly [Key, Value]>): ReadonlyMap<Key, Value> {
  const map = new Map(entries);
  const refuse = (): never => {
    throw new TypeError('The policy cannot be changed while it is in use.');
  };
  for (const change of ['set', 'delete', 'clear']) Object.defineProperty(map, change, { value: refuse });
  return Object.freeze(map);
}

/** Freezes a plain value and everything plain in it; maps and other objects with a class stay as they are. */
export function deepFrozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  const plain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
  if (!plain) return value;
  for (const inner of Object.values(value)) deepFrozen(inner);
  return Object.freeze(value);
}
