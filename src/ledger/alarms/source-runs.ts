import { type Selectable, sql } from 'kysely';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { FailedSource } from '../../alarms/conditions.ts';
import { DAY, dateOf, type Instant, instantFrom, instantOf, isoInstant } from '../../calendar/time.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import { type PlacedFault, placedFault, sayPlaced } from '../../policy/source-fault.ts';

const counts = z.object({
  table: z.string(),
  rows: z.number(),
  inserted: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  /** Open rows that the files leave out. */
  vanished: z.number(),
  rejected: z.number(),
});

/** What became of files of a watched folder. */
export interface SourceRun {
  readonly source: string;
  /** None where the folder itself could not be used. */
  readonly files: readonly string[];
  readonly startedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: 'loaded' | 'failed';
  readonly tables: readonly z.output<typeof counts>[];
  /** The first ones. */
  readonly faults: readonly PlacedFault[];
}

/** A run as it stands in the ledger. */
export interface KeptSourceRun extends SourceRun {
  readonly id: string;
}

const KEPT_FOR = 30 * DAY;
/** Of the faults of a run; each has 40 characters of a value at most. */
const FAULTS_KEPT = 200;
/** Faults that an alarm tells. */
const FAULTS_TOLD = 3;

/** Keeps a run. A failure that repeats the last one (a folder without rights, each minute) is the same run, which goes on. */
export async function keepSourceRun(pool: Pool, run: SourceRun): Promise<void> {
  const faults = JSON.stringify(run.faults.slice(0, FAULTS_KEPT));
  if (run.outcome === 'failed' && (await goesOn(pool, run, faults))) return;
  const kept = ledger.insertInto('source_runs').values({
    source: run.source,
    files: [...run.files],
    started_at: dateOf(run.startedAt),
    ended_at: dateOf(run.endedAt),
    outcome: run.outcome,
    tables: JSON.stringify(run.tables),
    faults,
  });
  await changedBy(pool, kept);
  await pool.query('select forget_source_runs($1)', [isoInstant(instantOf(run.endedAt - KEPT_FOR))]);
}

/** Whether the last run of its source failed in just the same way; it lasts longer then. */
async function goesOn(pool: Pool, { source, files, endedAt }: SourceRun, faults: string): Promise<boolean> {
  const last = ledger
    .selectFrom('source_runs')
    .select('id')
    .where('source', '=', source)
    .orderBy('id', 'desc')
    .limit(1);
  const same = ledger
    .updateTable('source_runs')
    .set({ ended_at: sql<Date>`greatest(ended_at, ${isoInstant(endedAt)})` })
    .where('id', '=', last)
    .where('outcome', '=', 'failed')
    .where('files', '=', sql<string[]>`${[...files]}::text[]`)
    .where('faults', '=', sql`${faults}::jsonb`);
  return (await changedBy(pool, same)) === 1;
}

type Row = Selectable<Ledger['source_runs']>;

const runOf = (row: Row): KeptSourceRun => ({
  id: row.id,
  source: row.source,
  files: row.files,
  startedAt: instantFrom(row.started_at),
  endedAt: instantFrom(row.ended_at),
  outcome: row.outcome,
  tables: z.array(counts).catch([]).parse(row.tables),
  faults: z.array(placedFault).catch([]).parse(row.faults),
});

/** The last runs of these sources, the newest first. */
export async function lastSourceRuns(
  pool: Pool,
  sources: readonly string[],
  most: number,
): Promise<readonly KeptSourceRun[]> {
  const { rows } = await pool.query<Row>(
    `select r.* from unnest($1::text[]) with ordinality as s (source, place)
       cross join lateral (select * from source_runs where source = s.source order by id desc limit $2) r
      order by s.place, r.id desc`,
    [sources, most],
  );
  return rows.map(runOf);
}

/** One run; null: there is none. */
export async function sourceRun(pool: Pool, id: string): Promise<KeptSourceRun | null> {
  const row = await rowOf(pool, ledger.selectFrom('source_runs').selectAll().where('id', '=', id));
  return row && runOf(row);
}

/** The sources whose last files failed. */
export async function failedSources(
  pool: Pool,
  sources: readonly string[],
): Promise<readonly FailedSource[]> {
  const runs = await lastSourceRuns(pool, sources, 1);
  return runs
    .filter(({ outcome }) => outcome === 'failed')
    .map(({ source, startedAt, faults, tables }) => ({
      source,
      since: startedAt,
      faults: faults.slice(0, FAULTS_TOLD).map(sayPlaced),
      count: Math.max(
        faults.length,
        tables.reduce((sum, { rejected }) => sum + rejected, 0),
      ),
    }));
}
