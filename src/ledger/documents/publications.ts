import { type Selectable, sql } from 'kysely';
import type { Pool } from 'pg';
import { type Instant, instantFrom } from '../../calendar/time.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { type Connection, ledger, rowOf, rowsOf } from '../../database/query.ts';

/** One published text of a document. */
export interface Publication {
  readonly id: string;
  readonly path: string;
  /** Null: the shipped file again. */
  readonly content: string | null;
  readonly by: string;
  readonly at: Instant;
  readonly why: string;
  /** The earlier publication that this one put in force again. */
  readonly restores: string | null;
}

/** Changes with every publication: they are only ever added, also one that commits after a later one. */
export async function publicationsMark(connection: Connection): Promise<string> {
  const mark = sql<string>`count(*) || ':' || coalesce(max(id), 0)`.as('mark');
  const row = await rowOf(connection, ledger.selectFrom('publications').select(mark));
  return row?.mark ?? '';
}

/** The newest publication of each document that has any, by path. */
export async function readPublished(pool: Pool): Promise<ReadonlyMap<string, Publication>> {
  const newest = ledger
    .selectFrom('publications')
    .distinctOn('path')
    .selectAll()
    .orderBy('path')
    .orderBy('id', 'desc');
  const rows = await rowsOf(pool, newest);
  return new Map(rows.map((row) => [row.path, publicationOf(row)]));
}

/** A publication of a document, or null when it has no such one. */
export async function readPublication(pool: Pool, path: string, id: string): Promise<Publication | null> {
  const asked = ledger
    .selectFrom('publications')
    .selectAll()
    .where('path', '=', path)
    .where(sql<string>`id::text`, '=', id);
  const row = await rowOf(pool, asked);
  return row && publicationOf(row);
}

/** Versions that a list holds, at most. */
const MOST_VERSIONS = 1_000;

/** The publications of a document without their texts, the newest first: when, who, why. */
export async function listPublications(
  pool: Pool,
  path: string,
): Promise<readonly (Omit<Publication, 'content'> & { readonly hash: string | null })[]> {
  const versions = ledger
    .selectFrom('publications')
    .select(['id', 'path', 'hash', 'by', 'at', 'why', 'restores'])
    .where('path', '=', path)
    .orderBy('id', 'desc')
    .limit(MOST_VERSIONS);
  return (await rowsOf(pool, versions)).map((row) => ({ ...row, at: instantFrom(row.at) }));
}

const publicationOf = ({
  id,
  path,
  content,
  by,
  at,
  why,
  restores,
}: Selectable<Ledger['publications']>): Publication => ({
  id,
  path,
  content,
  by,
  at: instantFrom(at),
  why,
  restores,
});
