import { z } from 'zod';
import { isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import {
  countWaiting,
  listWaiting,
  WAITING_FILTERS,
  type WaitingCase,
  type WaitingFilter,
} from '../../ledger/lists/waiting-list.ts';
import { findMatches, type Matches } from '../../source/find/find-matches.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import { COUNTED, counted, PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { placeIn, placeQuery, typedText } from '../show/place.ts';

const query = z.object({
  filter: z.enum(WAITING_FILTERS).catch('all'),
  q: typedText(200),
  after: placeQuery,
});
const place = z
  .tuple([z.iso.date().nullable(), z.iso.datetime(), z.string().max(1_000)])
  .transform(([word_by, opened, id]) => ({ word_by, opened, id }));

/** So many customers that a search found are named when none of them waits. */
const NAMED = 20;

/** Who waits: open cases, found by what is wrong with our word, by customer or by the item's number. */
export const waitingPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/waiting', 'read', query, async ({ now }, { filter, q, after }) => {
    const { ledgerPool, sourcePool } = databases;
    const today = isoDay(zoneOf(rules.company.timeZone).dayAt(now));
    const among = q === '' ? null : await findMatches(sourcePool, rules.sourceSchema, q);
    const [read, counts] = await Promise.all([
      listWaiting(ledgerPool, { filter, today, among, after: placeIn(after, place) }, PAGE_ROWS + 1),
      countWaiting(ledgerPool, today, COUNTED + 1),
    ]);
    const { rows, next } = pageOf(read, withQuery('/waiting', { filter, q }), (row) => [
      row.word_by,
      row.opened,
      row.id,
    ]);
    const others = rows.length === 0 && !after ? (among?.customers.slice(0, NAMED) ?? []) : [];
    const names = await readNames(sourcePool, rules.sourceSchema, {
      customers: new Set([...rows.map(({ customer_id }) => customer_id), ...others]),
      people: new Set(),
      items: rows.map(({ item_kind, item_id }) => ({ kind: item_kind, id: item_id })),
    });
    return {
      view: 'waiting',
      data: {
        q,
        filter,
        filters: filtersOf(counts, q, filter),
        rows: rows.map((row) => rowOf(row, names, today)),
        next,
        first: after === undefined ? null : withQuery('/waiting', { filter, q }),
        others: others.map((id) => ({ name: names.customers.get(id) || id, story: storyAddress(id) })),
        more: foundMore(among),
      },
    };
  }),
];

const foundMore = (among: Matches | null): number | null => (among?.more ? among.customers.length : null);

/** Each filter with its count; while something is searched the counts would be those of everybody. */
const filtersOf = (counts: Readonly<Record<WaitingFilter, number>>, q: string, chosen: WaitingFilter) =>
  WAITING_FILTERS.map((filter) => ({
    code: filter,
    key: `waiting.filters.${filter}`,
    address: withQuery('/waiting', { filter: filter === 'all' ? '' : filter, q }),
    chosen: filter === chosen,
    counted: q === '' ? counted(counts[filter]) : null,
  }));

function rowOf(row: WaitingCase, names: Names, today: string) {
  const { customer_id, item_kind, item_id, word_by } = row;
  const item = names.items.get(`${item_kind}:${item_id}`);
  return {
    story: storyAddress(customer_id),
    customer: names.customers.get(customer_id) || customer_id,
    kind: item_kind,
    number: item?.number ?? item_id,
    summary: item?.summary ?? null,
    since: row.opened_at,
    word: word_by,
    wordIs: word_by === null ? 'none' : word_by < today ? 'broken' : word_by === today ? 'today' : 'ahead',
    held: row.letter_held === true,
    climbed: row.climbed,
    notSeenSince: row.not_seen_since,
  };
}
