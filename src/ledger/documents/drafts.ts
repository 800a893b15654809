import type { Pool } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';

/** What somebody is changing of a document; each has one draft at most. */
export interface Draft {
  readonly path: string;
  readonly content: string;
  /** Another with every save; none ever comes back, though the draft be discarded and begun anew. */
  readonly revision: number;
  /** The newest publication of the document that it was made on; null: it had none. */
  readonly basedOn: string | null;
  /** Who saved it last. */
  readonly by: string;
  readonly at: Instant;
}

/** What an editor saves. */
export interface Save extends Omit<Draft, 'revision'> {
  /** The revision that the editor had before; null: there was no draft. */
  readonly revision: number | null;
}

/** Saved; or somebody else saved, published or discarded it since, and then nothing is changed and both texts are here. */
export type Saved =
  | { readonly kind: 'saved'; readonly draft: Draft }
  | { readonly kind: 'conflict'; readonly mine: string; readonly theirs: Draft | null };

interface Row {
  readonly path: string;
  readonly content: string;
  readonly revision: number;
  readonly based_on: string | null;
  readonly by: string;
  readonly at: Date;
}

const draftOf = ({ path, content, revision, based_on, by, at }: Row): Draft => ({
  path,
  content,
  revision,
  basedOn: based_on,
  by,
  at: instantOf(at.getTime()),
});

export async function readDraft(pool: Pool, path: string): Promise<Draft | null> {
  const { rows } = await pool.query<Row>('select * from drafts where path = $1', [path]);
  return rows[0] ? draftOf(rows[0]) : null;
}

/** Who is changing what; a company has some dozens of documents. */
export async function listDrafts(pool: Pool): Promise<readonly Pick<Draft, 'path' | 'by'>[]> {
  const { rows } = await pool.query<Pick<Row, 'path' | 'by'>>('select path, by from drafts order by path');
  return rows;
}

/**
 * Saves a draft, in the name of who typed it.
 * @throws the database's error for what is no document's path, larger than 1 MB, or no text (NUL)
 */
export async function saveDraft(pool: Pool, save: Save): Promise<Saved> {
  const { path, content, revision, basedOn, by, at } = save;
  const values = [path, content, basedOn, by, isoInstant(at)];
  const { rows } =
    revision === null
      ? await pool.query<Row>(
          `insert into drafts (path, content, based_on, by, at) values ($1, $2, $3, $4, $5)
           on conflict (path) do nothing returning *`,
          values,
        )
      : await pool.query<Row>(
          `update drafts set content = $2, based_on = $3, by = $4, at = $5
           where path = $1 and revision = $6 returning *`,
          [...values, revision],
        );
  if (rows[0]) return { kind: 'saved', draft: draftOf(rows[0]) };
  return { kind: 'conflict', mine: content, theirs: await readDraft(pool, path) };
}

/** Throws a draft away, in somebody's name. False: it is gone, or another revision stands, and nothing is changed. */
export const discardDraft = (
  pool: Pool,
  { path, revision, by }: Pick<Draft, 'path' | 'revision' | 'by'>,
): Promise<boolean> =>
  inTheNameOf(pool, { who: by, why: 'discarded' }, async (client) => {
    const gone = await client.query('delete from drafts where path = $1 and revision = $2', [path, revision]);
    return gone.rowCount === 1;
  });
