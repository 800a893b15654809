import { withQuery } from './list-page.ts';

/** The heading of a column that a list can be put in order by. */
export interface SortHeading {
  readonly href: string;
  /** As `aria-sort` says it; null: the list is in order by another. */
  readonly sorted: 'ascending' | 'descending' | null;
}

/**
 * Pure: the same to choose from, where cards have no headings. Where nobody chose an order, the one that the list is in is no choice either:
 * narrowed otherwise, it may have another of its own.
 */
export const sortChoices = <Name extends string>(
  keys: Readonly<Record<Name, string>>,
  sort: Name,
  chosen: Name | null,
): readonly { readonly code: string; readonly key: string; readonly chosen: boolean }[] =>
  Object.entries<string>(keys).map(([code, key]) => ({
    code: chosen === null && code === sort ? '' : code,
    key,
    chosen: code === sort,
  }));

/**
 * Pure: the headings of a list, each a link that puts it in order, and turns the order round where it is in that order already.
 * @param address of the list with what narrows it, without a place in it
 * @param downwards orders in which what their column shows becomes less
 */
export function sortHeadings<Name extends string>(
  address: string,
  names: readonly Name[],
  now: { readonly sort: Name; readonly turned: boolean },
  downwards: readonly Name[],
): Readonly<Record<Name, SortHeading>> {
  const heading = (name: Name): SortHeading => {
    const isNow = name === now.sort;
    return {
      href: withQuery(address, { sort: name, turned: isNow && !now.turned ? '1' : null }),
      sorted: !isNow ? null : downwards.includes(name) === now.turned ? 'ascending' : 'descending',
    };
  };
  return Object.fromEntries(names.map((name) => [name, heading(name)])) as Record<Name, SortHeading>;
}
