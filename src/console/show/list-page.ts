import type { Matches } from '../../source/find/find-matches.ts';
import { placeText } from './place.ts';

/** Rows on one page of a list. */
export const PAGE_ROWS = 50;
/** Counted no further: a page never counts a million rows. */
export const COUNTED = 1_000;

/** How many customers a search found at least, where it did not look for all; null: it found all. */
export const foundMore = (among: Matches | null): number | null =>
  among?.more ? among.customers.length : null;

/** One page of a list, and the address of the next. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/**
 * Cuts a page of what was read: one row more than a page tells that another follows.
 * @param address of this list with what narrows it
 * @param name of the part of the address that says where the next page begins
 */
export function pageOf<Row>(
  read: readonly Row[],
  address: string,
  placeOf: (row: Row) => readonly (string | number | null)[],
  name = 'after',
): ListPage<Row> {
  const rows = read.slice(0, PAGE_ROWS);
  const last = rows.at(-1);
  if (read.length <= PAGE_ROWS || !last) return { rows, next: null };
  return { rows, next: withQuery(address, { [name]: placeText(placeOf(last)) }) };
}

/** An address with these parts of a query; what is empty is left out. */
export function withQuery(address: string, parts: Readonly<Record<string, string | null>>): string {
  const [path = '/', before] = address.split('?', 2);
  const query = new URLSearchParams(before);
  for (const [name, value] of Object.entries(parts))
    if (value !== null && value !== '') query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** "1,000+" where counting ended. */
export const counted = (count: number): { readonly count: number; readonly more: boolean } => ({
  count: Math.min(count, COUNTED),
  more: count > COUNTED,
});

/** The page of a customer's story. */
export const storyAddress = (customerId: string): string => `/customers/${encodeURIComponent(customerId)}`;
