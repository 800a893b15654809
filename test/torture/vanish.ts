import type pg from 'pg';
import { DAY, HOUR, type Instant, instantOf } from '../../src/calendar/time.ts';
import { rules } from '../support/policy.ts';
import { invariants } from './invariants.ts';
import { mailRecord } from './mail-record.ts';
import { type Figure, type Ordeal, report, type Setting, unless, zero } from './ordeal.ts';
import { play } from './play.ts';
import { addOwing, addWaiting, emptyCompany, freshFeeds, NOW } from './waiting-company.ts';

/** How rows vanish for a round, and come back as they were. */
interface Way {
  readonly what: string;
  /** Nothing is left: the round must say so. */
  readonly empties: boolean;
  away(pool: pg.Pool): Promise<unknown>;
  back(pool: pg.Pool): Promise<unknown>;
}

const WAYS: readonly Way[] = [
  {
    what: 'tables emptied and loaded again',
    empties: true,
    away: (pool) =>
      pool.query(`create table source.kept_orders as select * from source.orders;
        create table source.kept_invoices as select * from source.invoices; truncate source.orders, source.invoices`),
    back: (pool) =>
      pool.query(`insert into source.orders select * from source.kept_orders;
        insert into source.invoices select * from source.kept_invoices; drop table source.kept_orders, source.kept_invoices`),
  },
  {
    what: 'views that show no row, as without a policy of row-level security',
    empties: true,
    away: (pool) =>
      pool.query(`alter table source.orders rename to all_orders; alter table source.invoices rename to all_invoices;
        create view source.orders as select * from source.all_orders where false;
        create view source.invoices as select * from source.all_invoices where false`),
    back: (pool) =>
      pool.query(`drop view source.orders; drop view source.invoices;
        alter table source.all_orders rename to orders; alter table source.all_invoices rename to invoices`),
  },
  {
    what: 'every second row missing, every debit returned',
    empties: false,
    away: (pool) =>
      pool.query(`create table source.kept_orders as select * from source.orders where length(id) % 2 = 0;
        delete from source.orders where length(id) % 2 = 0; update source.invoices set open_amount = 0`),
    back: (pool) =>
      pool.query(`insert into source.orders select * from source.kept_orders; drop table source.kept_orders;
        update source.invoices set open_amount = total`),
  },
];

/** Rows vanish for one round and come back: nobody is written to twice, and no reminder comes before its gap. */
export const vanish: Ordeal = {
  name: 'vanish',
  story: 'rows that vanish for a round and come back',
  run: async (setting) => {
    const figures: Figure[] = [];
    for (const [nth, way] of WAYS.entries()) {
      figures.push(...(await undergo(way, setting)));
      setting.progress(nth + 1, WAYS.length);
    }
    return figures;
  },
};

async function undergo(
  { what, empties, away, back }: Way,
  { short, say }: Setting,
): Promise<readonly Figure[]> {
  const customers = short ? 10 : 40;
  const { databases, pool } = await emptyCompany();
  const record = await mailRecord();
  const theRules = rules({ guards: { letters_floor: 1_000, newly_stalled_floor: 1_000 } });
  const at = async (now: Instant) => {
    await freshFeeds(pool, now);
    return play(databases, theRules, record.url, now);
  };
  const after = (days: number, hours = 0): Instant => instantOf(NOW + days * DAY + hours * HOUR);
  try {
    await addWaiting(pool, 'W', customers);
    await addOwing(pool, 'M', customers);
    const first = await at(NOW);
    await away(pool);
    await at(after(1));
    const { rows: vanished } = await databases.ledgerPool.query<{ tables: string[] }>(
      `select array(select jsonb_object_keys(totals -> 'vanished')) as tables from rounds order by id desc limit 1`,
    );
    await back(pool);
    await at(after(1, 1));
    const soon = await counted(databases.ledgerPool);
    for (const days of [4, 5, 6, 7, 8]) await at(after(days));
    const later = await counted(databases.ledgerPool);
    return [
      report(`${what}: customers written to before it`, first),
      zero('  written to twice within a day, of those who wait', soon.twice),
      zero('  reminded twice within seven days', later.withinGap),
      zero('  items with two cases', later.cases),
      zero('  letters of a case or invoice with a number that stands twice', later.ordinals),
      empties
        ? unless('  the round that missed the rows says so', vanished[0]?.tables.includes('orders') ?? false)
        : report('  tables that the round called emptied', vanished[0]?.tables.length ?? 0),
      await invariants(databases.ledgerPool, say),
    ];
  } finally {
    await pool.end();
    await record.close();
    await databases.close();
  }
}

async function counted(ledgerPool: pg.Pool) {
  const { rows } = await ledgerPool.query<Record<'twice' | 'withinGap' | 'cases' | 'ordinals', number>>(
    `select
       (select count(*)::int from (select customer_id from letters where audience = 'customer' and customer_id like 'W%'
          group by 1, date_trunc('day', decided_at + interval '12 hours') having count(*) > 1) d) as twice,
       (select count(distinct a.customer_id)::int from letters a join letters b using (customer_id)
          where a.id <> b.id and a.kind like 'reminder-%' and b.kind like 'reminder-%'
            and b.decided_at >= a.decided_at and b.decided_at < a.decided_at + interval '6 days 12 hours') as "withinGap",
       (select count(*)::int from (select from cases group by item_kind, item_id having count(*) > 1) c) as cases,
       (select count(*)::int from (select from reminders group by invoice_id, ordinal having count(*) > 1) r) as ordinals`,
  );
  const [row] = rows;
  if (!row) throw new Error('nothing was counted');
  return row;
}
