import { z } from 'zod';
import { isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import {
  countWaiting,
  listWaiting,
  ownSort,
  WAITING_FILTERS,
  WAITING_NARROWS,
  WAITING_SORTS,
  type WaitingCase,
  type WaitingFilter,
  type WaitingNarrow,
  type WaitingQuestion,
  whatNarrows,
} from '../../ledger/lists/waiting-list.ts';
import { findMatches, type Matches } from '../../source/find/find-matches.ts';
import type { Names } from '../../source/find/names.ts';
import { peopleOfUser } from '../../source/find/people-of-user.ts';
import { type ConsoleWorld, page, type Route, type Visit } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { csvFile, wholeList } from '../show/csv.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import {
  COUNTED,
  counted,
  foundMore,
  PAGE_ROWS,
  pageOf,
  storyAddress,
  withQuery,
} from '../show/list-page.ts';
import { oneOf, placeIn, placeQuery, someText, typedText } from '../show/place.ts';
import { sortChoices, sortHeadings } from '../show/sorted.ts';
import { readWaitingRows, WAITING_COLUMNS, waitingCells, waitingView } from '../show/waiting-rows.ts';

const LONGEST = 300;
const query = z.object({
  filter: z.enum(WAITING_FILTERS).catch('all'),
  q: typedText(200),
  stage: someText(LONGEST),
  reason: someText(LONGEST),
  supplier: someText(LONGEST),
  owner: someText(LONGEST),
  lane: someText(LONGEST),
  sort: oneOf(WAITING_SORTS),
  turned: z.literal('1').nullable().catch(null),
  after: placeQuery,
});
type Query = z.infer<typeof query>;
const place = z
  .tuple([z.union([z.iso.date(), z.literal('infinity')]), z.string().max(1_000)])
  .transform(([by, id]) => ({ place: by, id }));

const ORDERS = { since: 'waiting.waits', word: 'waiting.word', promised: 'waiting.promised' } as const;
/** The column of `since` shows for how long. */
const DOWNWARDS = ['since'] as const;

/** So many customers that a search found are named when none of them waits. */
const NAMED = 20;
/** So many stages, suppliers and so on can be chosen from. */
const CHOICES = 200;
/** Of the owners: whoever of the company's people the user is. */
const MINE = 'mine';

/** Who waits: open cases, found by what is wrong with our word, by how they stand, by customer or by the item's number. */
export const waitingPages = (world: ConsoleWorld): readonly Route[] => [
  page('/waiting', 'read', query, async (visit, asked) => {
    const { databases, rules } = world;
    const { filter, q, after, sort, turned } = asked;
    const { ledgerPool } = databases;
    const day = zoneOf(rules.company.timeZone).dayAt(visit.now);
    const today = isoDay(day);
    const { question, among, mine } = await questionOf(world, visit, asked);
    const [read, counts, choices] = await Promise.all([
      listWaiting(ledgerPool, { ...question, after: placeIn(after, place) }, PAGE_ROWS + 1),
      countWaiting(ledgerPool, today, COUNTED + 1, WAITING_FILTERS),
      whatNarrows(ledgerPool, CHOICES),
    ]);
    const parts = partsOf(asked);
    const address = withQuery('/waiting', { ...parts, sort, turned });
    const { rows: cases, next } = pageOf(read, address, (row) => [row.place, row.id]);
    const others = cases.length === 0 && !after ? (among?.customers.slice(0, NAMED) ?? []) : [];
    const { rows, names } = await readWaitingRows(world, cases, day, {
      customers: others,
      people: choices.owner,
    });
    const now = { sort: sort ?? ownSort(filter), turned: turned !== null };
    return {
      view: 'waiting',
      data: {
        q,
        filter,
        filters: filtersOf(counts, asked),
        choices: choicesOf(choices, asked, names, visit.say, mine.length > 0),
        narrowed: Object.entries(parts).some(
          ([name, part]) => name !== 'filter' && part !== null && part !== '',
        ),
        rows: rows.map((row) => waitingView(row, today, visit.say)),
        headings: sortHeadings(withQuery('/waiting', parts), WAITING_SORTS, now, DOWNWARDS),
        orders: sortChoices(ORDERS, now.sort, sort),
        turned,
        here: address,
        today,
        csv: withQuery('/waiting.csv', { ...parts, sort, turned }),
        next,
        first: after === undefined ? null : address,
        others: others.map((id) => ({ name: names.customers.get(id) || id, story: storyAddress(id) })),
        more: foundMore(among),
      },
    };
  }),
  page('/waiting.csv', 'read', query, async (visit, asked) => {
    const { say, now } = visit;
    const { databases, rules } = world;
    const day = zoneOf(rules.company.timeZone).dayAt(now);
    const { question } = await questionOf(world, visit, asked);
    return csvFile<WaitingCase>({
      name: `waiting-${isoDay(day)}`,
      header: WAITING_COLUMNS.map((key) => say(key)),
      pages: wholeList((after, most) => listWaiting(databases.ledgerPool, { ...question, after }, most)),
      cells: async (cases) =>
        (await readWaitingRows(world, cases, day)).rows.map((row) => waitingCells(row, say)),
      cut: (count) => say('list.csv_cut', { count }),
    });
  }),
];

/** What the address asks of the ledger. */
async function questionOf(
  { databases, rules }: ConsoleWorld,
  { user, now }: Visit,
  asked: Query,
): Promise<{
  readonly question: Omit<WaitingQuestion, 'after'>;
  readonly among: Matches | null;
  readonly mine: readonly string[];
}> {
  const { filter, q, sort, turned } = asked;
  const { sourcePool } = databases;
  const [among, mine] = await Promise.all([
    q === '' ? null : findMatches(sourcePool, rules.sourceSchema, q),
    peopleOfUser(sourcePool, rules.sourceSchema, user),
  ]);
  const wanted = (name: WaitingNarrow): readonly string[] =>
    name === 'owner' && asked.owner === MINE ? mine : [asked[name] ?? ''];
  const narrowed = Object.fromEntries(
    WAITING_NARROWS.filter((name) => asked[name] !== null).map((name) => [name, wanted(name)]),
  );
  const today = isoDay(zoneOf(rules.company.timeZone).dayAt(now));
  return { question: { filter, today, among, narrowed, sort, turned: turned !== null }, among, mine };
}

/** What narrows the list, as its address says it: none is lost by turning a page, in its order, or in its file. */
const partsOf = ({ filter, q, stage, reason, supplier, owner, lane }: Query) =>
  ({
    filter: filter === 'all' ? null : filter,
    q,
    stage,
    reason,
    supplier,
    owner,
    lane,
  }) satisfies Readonly<Record<WaitingNarrow | 'filter' | 'q', string | null>>;

/** Each filter with its count; while the list is narrowed the counts would be those of everybody. */
const filtersOf = (counts: Readonly<Record<WaitingFilter, number>>, asked: Query) => {
  const isNarrowed = asked.q !== '' || WAITING_NARROWS.some((name) => asked[name] !== null);
  return WAITING_FILTERS.map((filter) => ({
    code: filter,
    key: `waiting.filters.${filter}`,
    address: withQuery('/waiting', {
      ...partsOf({ ...asked, filter }),
      sort: asked.sort,
      turned: asked.turned,
    }),
    chosen: filter === asked.filter,
    counted: isNarrowed ? null : counted(counts[filter]),
  }));
};

/** What really occurs, to choose from; a choice of which there is no case any more stays one, so that it can be seen and taken back. */
function choicesOf(
  found: Readonly<Record<WaitingNarrow, readonly string[]>>,
  asked: Query,
  names: Names,
  say: Say,
  isSomebody: boolean,
): readonly object[] {
  return WAITING_NARROWS.flatMap((name) => {
    const chosen = asked[name];
    const values = [
      ...(name === 'owner' && (isSomebody || chosen === MINE) ? [MINE] : []),
      ...found[name],
      ...(chosen === null || chosen === MINE || found[name].includes(chosen) ? [] : [chosen]),
    ];
    if (values.length === 0) return [];
    const nameOf = (value: string): string => {
      if (name === 'owner')
        return value === MINE ? say('waiting.mine') : shown(names.people.get(value) || value, 60);
      return name === 'reason' ? label(say, 'reasons', value) : shown(value, 60);
    };
    const options = values.map((value) => ({ value, label: nameOf(value), chosen: value === chosen }));
    return [{ name, key: `waiting.${name}`, options }];
  });
}
