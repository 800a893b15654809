/** A map of a YAML file as it comes: keys to whatever stands there. */
export interface YamlTable {
  readonly [key: string]: unknown;
}

export const isTable = (value: unknown): value is YamlTable =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/**
 * What a file says, laid over what it extends: maps merge by key, everything else replaces. A key left empty
 * over a map changes nothing.
 */
export function merged(base: unknown, over: unknown): unknown {
  if (!isTable(base)) return over;
  if (over === null || over === undefined) return base;
  if (!isTable(over)) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  return Object.fromEntries(
    [...keys].map((key) => [
      key,
      Object.hasOwn(over, key) ? merged(own(base, key), over[key]) : own(base, key),
    ]),
  );
}

/** What stands under a key of the map itself; undefined when nothing does (`constructor` is nobody's policy). */
export const own = (table: YamlTable, key: string): unknown =>
  Object.hasOwn(table, key) ? table[key] : undefined;
