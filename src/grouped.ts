/** Puts a value to those of its key. */
export function push<Key, Value>(groups: Map<Key, Value[]>, key: Key, value: Value): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** Those of each key, in the order in which they came, and so the keys. */
export function grouped<Key, Each>(all: Iterable<Each>, keyOf: (each: Each) => Key): Map<Key, Each[]>;
export function grouped<Key, Each, Value>(
  all: Iterable<Each>,
  keyOf: (each: Each) => Key,
  toValue: (each: Each) => Value,
): Map<Key, Value[]>;
export function grouped<Key, Each>(
  all: Iterable<Each>,
  keyOf: (each: Each) => Key,
  toValue: (each: Each) => unknown = (each) => each,
): Map<Key, unknown[]> {
  const groups = new Map<Key, unknown[]>();
  for (const each of all) push(groups, keyOf(each), toValue(each));
  return groups;
}
