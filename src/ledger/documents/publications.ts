import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';

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

interface Row extends Omit<Publication, 'at'> {
  readonly at: Date;
}

/** Changes with every publication: they are only ever added, also one that commits after a later one. */
export async function publicationsMark(connection: Pool | PoolClient): Promise<string> {
  const { rows } = await connection.query<{ mark: string }>(
    `select count(*) || ':' || coalesce(max(id), 0) as mark from publications`,
  );
  return rows[0]?.mark ?? '';
}

/** The newest publication of each document that has any, by path. */
export async function readPublished(pool: Pool): Promise<ReadonlyMap<string, Publication>> {
  const { rows } = await pool.query<Row>(
    'select distinct on (path) * from publications order by path, id desc',
  );
  return new Map(rows.map((row) => [row.path, publicationOf(row)]));
}

/** A publication of a document, or null when it has no such one. */
export async function readPublication(pool: Pool, path: string, id: string): Promise<Publication | null> {
  const { rows } = await pool.query<Row>('select * from publications where path = $1 and id::text = $2', [
    path,
    id,
  ]);
  return rows[0] ? publicationOf(rows[0]) : null;
}

/** Versions that a list holds, at most. */
const MOST_VERSIONS = 1_000;

/** The publications of a document without their texts, the newest first: when, who, why. */
export async function listPublications(
  pool: Pool,
  path: string,
): Promise<readonly (Omit<Publication, 'content'> & { readonly hash: string | null })[]> {
  const { rows } = await pool.query<Omit<Row, 'content'> & { readonly hash: string | null }>(
    `select id, path, hash, by, at, why, restores from publications where path = $1
     order by id desc limit ${MOST_VERSIONS}`,
    [path],
  );
  return rows.map((row) => ({ ...row, at: instantOf(row.at.getTime()) }));
}

const publicationOf = ({ id, path, content, by, at, why, restores }: Row): Publication => ({
  id,
  path,
  content,
  by,
  at: instantOf(at.getTime()),
  why,
  restores,
});
