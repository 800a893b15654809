import pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { wholeFault } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
import { UNNAMED_ROWS } from '../reading/unnamed.ts';
import { FileFailure } from './file-faults.ts';
import type { Staged } from './staged.ts';
import { stageOf } from './staging.ts';

/**
 * What a file is, as whoever imports it says. `complete`: it names all that is open, so that what it leaves out is over; `changes`: it
 * names what changed, and tells nothing of the rest. Nothing said: what a file leaves out that looks whole is not seen any more.
 */
export type FileIs = 'complete' | 'changes' | 'not said';

/** What an import made of the open rows of a table that its file does not name. */
export interface Unnamed {
  /** Not seen any more: nothing is written about them. */
  readonly held: number;
  /** Closed, because the file is complete. */
  readonly closed: number;
}

export const NONE_UNNAMED: Unnamed = { held: 0, closed: 0 };

interface Kind {
  readonly open: string;
  /** $1 is the moment of the import. */
  readonly close: string;
  readonly reopen: string;
}

const ITEM: Kind = {
  open: 'closed_at is null',
  close: 'closed_at = greatest($1::timestamptz, OPENED)',
  reopen: 'closed_at = null',
};
const KINDS: Readonly<Record<string, Kind>> = {
  orders: { ...ITEM, close: ITEM.close.replace('OPENED', 'placed_at') },
  service_jobs: { ...ITEM, close: ITEM.close.replace('OPENED', 'reported_at') },
  invoices: {
    open: 'closed_on is null and open_amount <> 0',
    close: 'closed_on = greatest($1::timestamptz::date, issued_on)',
    reopen: 'closed_on = null',
  },
};

/** Of what was open a file that leaves out more than this is no whole export: a part of one, or what changed. */
const HALF = 0.5;
/** So many imports in a row that name a row no more, and it is not seen, whatever they looked like. */
const SEVERAL = 3;
/** A complete file closes no more than this share at once, and always so many. */
const CLOSES = { share: 0.25, floor: 50 };

/**
 * Notes which open rows of a table its file does not name, and which it names again. Set-based: one pass over what is open.
 * @param unchanged rows that the file brought as they were: a file of changes has none
 * @throws RunFailure when a file that is called complete leaves out far too much
 */
export async function noteUnnamed(
  client: pg.PoolClient,
  staged: Staged,
  schema: string,
  now: Instant,
  fileIs: FileIs,
  unchanged: number,
): Promise<Unnamed> {
  const table = staged.target.table.name;
  const kind = KINDS[table];
  const of = (name: string) => `${pg.escapeIdentifier(schema)}.${name}`;
  const { rows: there } = await client.query<{ there: boolean }>(
    'select to_regclass($1) is not null as there',
    [of(UNNAMED_ROWS)],
  );
  // A contract of an earlier version has no place for it.
  if (!kind || there[0]?.there !== true) return NONE_UNNAMED;
  const stage = stageOf(staged);
  await nameAgain(client, of, table, stage, kind);
  if (fileIs === 'changes') return NONE_UNNAMED;
  const missing = `from ${of(table)} t where ${kind.open} and not exists (select from ${stage} s where s.id = t.id)`;
  const { rows } = await client.query<{ gone: number; open: number; fresh: number }>(
    `select (select count(*)::int ${missing}) as gone, (select count(*)::int from ${of(table)} where ${kind.open}) as open,
       (select count(*)::int ${missing} and not exists (
          select from ${of(UNNAMED_ROWS)} u where u.of_table = $1 and u.id = t.id and u.held)) as fresh`,
    [table],
  );
  const { gone = 0, open = 0, fresh = 0 } = rows[0] ?? {};
  if (gone === 0) return NONE_UNNAMED;
  if (fileIs === 'complete') {
    expectBelievable(staged.name, table, gone, open);
    await client.query(
      `with closed as (
         update ${of(table)} c set ${kind.close} where id in (select t.id ${missing}) returning c.id)
       insert into ${of(UNNAMED_ROWS)} (of_table, id, since, closed_at) select $2, id, $1, $1 from closed
       on conflict (of_table, id) do update set closed_at = excluded.closed_at, held = false`,
      [isoInstant(now), table],
    );
    return { held: 0, closed: gone };
  }
  if (unchanged === 0) return NONE_UNNAMED;
  const looksWhole = fresh <= (open - gone + fresh) * HALF;
  await client.query(
    `insert into ${of(UNNAMED_ROWS)} as u (of_table, id, since, held) select $2, t.id, $1, $3 ${missing}
     on conflict (of_table, id) do update set exports = u.exports + 1, held = u.held or $3 or u.exports + 1 >= ${SEVERAL}`,
    [isoInstant(now), table, looksWhole],
  );
  const held = await client.query(`select 1 from ${of(UNNAMED_ROWS)} where of_table = $1 and held`, [table]);
  return { held: held.rowCount ?? 0, closed: 0 };
}

/** What the file names is there. What a complete file closed, and no row of this one says anything else of, is open again. */
async function nameAgain(
  client: pg.PoolClient,
  of: (name: string) => string,
  table: string,
  stage: string,
  { close, reopen }: Kind,
): Promise<void> {
  const closedAs = close.replace('$1::timestamptz', 'named.closed_at');
  await client.query(
    `with named as (
       delete from ${of(UNNAMED_ROWS)} u using ${stage} s where u.of_table = $1 and u.id = s.id
       returning u.id, u.closed_at)
     update ${of(table)} t set ${reopen} from named
     where t.id = named.id and named.closed_at is not null and ${closedAs.replace(/^(\w+) =/, 't.$1 =')}`,
    [table],
  );
}

function expectBelievable(file: string, table: string, gone: number, open: number): void {
  if (gone < open && (gone <= CLOSES.floor || gone <= open * CLOSES.share)) return;
  const fault = { code: 'leaves_out', table, gone, open } as const;
  throw new FileFailure(wholeFault(file, sourceFaultText(fault), fault));
}
