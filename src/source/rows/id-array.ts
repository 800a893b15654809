import { textArray } from '../../database/postgres-text.ts';

declare const idArray: unique symbol;

/** Ids as PostgreSQL reads an array of text, `{"a","b"}`: written once for all queries of a batch. */
export type IdArray = string & { readonly [idArray]: true };

export const idArrayOf = (ids: Iterable<string>): IdArray => textArray(ids) as IdArray;

export const NO_IDS = idArrayOf([]);
