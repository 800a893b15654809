/** Rows that one query names at once. */
const AT_ONCE = 5_000;

/** A long list in portions that one query can name. */
export function* portions<Value>(all: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}
