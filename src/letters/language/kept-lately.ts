import { LRUCache } from 'lru-cache';

/** Looks up what was made of a key, and makes it where it is not at hand. */
export type Lately<Value> = (key: string, make: () => Value) => Value;

/** Keeps the `most` values that were asked for last; for what is pure and takes long to make. */
export function lately<Value>(most: number): Lately<Value> {
  // In a box: what was made may be null.
  const kept = new LRUCache<string, { readonly value: Value }>({ max: most });
  return (key, make) => {
    const found = kept.get(key) ?? { value: make() };
    kept.set(key, found);
    return found.value;
  };
}
