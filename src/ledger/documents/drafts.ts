import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';

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

const draftOf = ({ path, content, revision, based_on, by, at }: Selectable<Ledger['drafts']>): Draft => ({
  path,
  content,
  revision,
  basedOn: based_on,
  by,
  at: instantFrom(at),
});

export async function readDraft(pool: Pool, path: string): Promise<Draft | null> {
  const row = await rowOf(pool, ledger.selectFrom('drafts').selectAll().where('path', '=', path));
  return row && draftOf(row);
}

/** Who is changing what; a company has some dozens of documents. */
export const listDrafts = (pool: Pool): Promise<readonly Pick<Draft, 'path' | 'by'>[]> =>
  rowsOf(pool, ledger.selectFrom('drafts').select(['path', 'by']).orderBy('path'));

/** What drafts say, by path. */
export async function draftTexts(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const rows = await rowsOf(pool, ledger.selectFrom('drafts').select(['path', 'content']));
  return new Map(rows.map(({ path, content }) => [path, content]));
}

/**
 * Saves a draft, in the name of who typed it.
 * @throws the database's error for what is no document's path, larger than 1 MB, or no text (NUL)
 */
export async function saveDraft(pool: Pool, save: Save): Promise<Saved> {
  const { path, content, revision, basedOn, by, at } = save;
  const text = { content, based_on: basedOn, by, at: dateOf(at) };
  const row =
    revision === null
      ? await rowOf(pool, begun({ path, ...text }))
      : await rowOf(pool, changed(path, revision, text));
  if (row) return { kind: 'saved', draft: draftOf(row) };
  return { kind: 'conflict', mine: content, theirs: await readDraft(pool, path) };
}

const begun = (draft: Insertable<Ledger['drafts']>) =>
  ledger
    .insertInto('drafts')
    .values(draft)
    .onConflict((conflict) => conflict.column('path').doNothing())
    .returningAll();

const changed = (path: string, revision: number, text: Updateable<Ledger['drafts']>) =>
  ledger
    .updateTable('drafts')
    .set(text)
    .where('path', '=', path)
    .where('revision', '=', revision)
    .returningAll();

/** Throws a draft away, in somebody's name. False: it is gone, or another revision stands, and nothing is changed. */
export const discardDraft = (
  pool: Pool,
  { path, revision, by }: Pick<Draft, 'path' | 'revision' | 'by'>,
): Promise<boolean> =>
  inTheNameOf(pool, { who: by, why: 'discarded' }, async (client) => {
    const draft = ledger.deleteFrom('drafts').where('path', '=', path).where('revision', '=', revision);
    return (await changedBy(client, draft)) === 1;
  });
