/** Looks up what was made of a key, and makes it where it is not at hand. */
export type Lately<Value> = (key: string, make: () => Value) => Value;

/** Keeps the `most` values that were asked for last; for what is pure and takes long to make. */
export function lately<Value>(most: number): Lately<Value> {
  const kept = new Map<string, Value>();
  return (key, make) => {
    const found = kept.get(key);
    const value = found === undefined ? make() : found;
    // A map goes through its keys in the order in which they were put in: the first is the one not asked for the longest.
    kept.delete(key);
    kept.set(key, value);
    for (const oldest of kept.keys()) {
      if (kept.size <= most) break;
      kept.delete(oldest);
    }
    return value;
  };
}
