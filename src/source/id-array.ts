declare const idArray: unique symbol;

/** Ids as PostgreSQL reads an array of text, `{"a","b"}`: written once for all queries of a batch. */
export type IdArray = string & { readonly [idArray]: true };

const SPECIAL = /["\\]/g;

export const idArrayOf = (ids: Iterable<string>): IdArray =>
  `{${Array.from(ids, (id) => `"${id.replace(SPECIAL, '\\$&')}"`).join(',')}}` as IdArray;

export const NO_IDS = idArrayOf([]);
