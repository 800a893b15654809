import { z } from 'zod';
import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import { type ItemId, refKey } from '../../customer/ids.ts';
import { type LateRow, listLateItems } from '../../ledger/rounds/late-items.ts';
import { daysLate } from '../../round/the-week.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { POTHOLES, type PotholeBy } from '../../week/week.ts';
import { type ConsoleWorld, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { PAGE_ROWS, pageOf, storyAddress } from '../show/list-page.ts';
import { oneOf, placeIn, placeQuery, typedText } from '../show/place.ts';
import { lateAddress, potholeName, weekAddress } from '../show/week-shapes.ts';
import { weekAsked } from './week.ts';

const query = z.object({
  of: z.string().max(10).optional().catch(undefined),
  by: oneOf(POTHOLES),
  /** None: those whose rows name none. */
  name: typedText(300),
  after: placeQuery,
});
const place = z
  .tuple([z.iso.date(), z.enum(['order', 'service_job']), z.string().max(1_000), z.string().max(1_000)])
  .transform(([since, item_kind, id, stage]) => ({ since, item_kind, item_id: id as ItemId, stage }));

/** Who waited too long in a week, or stands behind one of its potholes. */
export const weekLatePages = (world: ConsoleWorld): readonly Route[] => [
  page('/week/late', 'read', query, async ({ now, say }, { of, by, name, after }) => {
    const { databases, rules } = world;
    const monday = await weekAsked(world, of, now);
    const pothole = by === null ? null : { by, name: name === '' ? null : name };
    const from = placeIn(after, place);
    const read = await listLateItems(databases.ledgerPool, monday, pothole, from, PAGE_ROWS + 1);
    const address = lateAddress(monday, pothole);
    const { rows, next } = pageOf(read, address, (row) => [row.since, row.item_kind, row.item_id, row.stage]);
    const names = await readNames(databases.sourcePool, rules.sourceSchema, {
      customers: new Set(rows.map(({ customer_id }) => customer_id)),
      people: new Set(rows.flatMap(({ owner_id }) => owner_id ?? [])),
      items: rows.map(({ item_kind, item_id }) => ({ kind: item_kind, id: item_id })),
    });
    return {
      view: 'week-late',
      data: {
        ...headOf(monday, pothole, names, say),
        rows: rows.map((row) => ({ ...lateRow(row, names, say), days: daysLate(row, rules) })),
        next,
        first: from === null ? null : address,
      },
    };
  }),
];

const personIn = (names: Names) => (id: string) => names.people.get(id) || id;

const headOf = (
  monday: Day,
  pothole: { readonly by: PotholeBy; readonly name: string | null } | null,
  names: Names,
  say: Say,
): object => ({
  back: weekAddress(monday),
  from: isoDay(monday),
  to: isoDay(dayOf(monday + 6)),
  pothole:
    pothole === null
      ? null
      : { by: say(`week.by.${pothole.by}`), name: potholeName(pothole, say, personIn(names)) },
});

function lateRow(row: LateRow, names: Names, say: Say): object {
  const number = names.items.get(refKey({ kind: row.item_kind, id: row.item_id }))?.number;
  return {
    customer: shown(names.customers.get(row.customer_id) || row.customer_id, 60),
    story: storyAddress(row.customer_id),
    phone: names.phones.get(row.customer_id) ?? null,
    number: shown(number ?? row.item_id, 40),
    late: say(`week.late.${row.late}`),
    stage: shown(row.stage, 60),
    reason: row.reason === null ? null : label(say, 'reasons', row.reason),
    supplier: row.supplier === null ? null : shown(row.supplier, 60),
    owner: row.owner_id === null ? null : shown(personIn(names)(row.owner_id), 60),
    since: row.since,
  };
}
