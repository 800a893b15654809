import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { isMissingTable } from '../../database/database-fault.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import { hashOf } from '../../letters/template/documents.ts';
import { type PolicyTexts, rulesWithPublished, textsOf } from '../../policy/parse.ts';
import { POLICY_DOCUMENT, publishedText, readPublishedTable } from '../../policy/published.ts';
import type { Rules } from '../../policy/rules.ts';
import type { YamlTable } from '../../policy/table.ts';
import type { Publisher } from './publish.ts';
import { PUBLISH_LOCK } from './publish.ts';

/** What is in force of a published policy. */
export interface PublishedPolicy {
  /** The publication; null: nothing was ever published. */
  readonly id: string | null;
  readonly table: YamlTable;
  readonly by: string | null;
  readonly at: Instant | null;
}

const NOTHING: PublishedPolicy = { id: null, table: {}, by: null, at: null };

const publications = ledger
  .selectFrom('publications')
  .where('path', '=', POLICY_DOCUMENT)
  .orderBy('id', 'desc')
  .limit(1);

/** The newest published policy. A ledger that is not there yet has none. */
export async function readPublishedPolicy(pool: Pool): Promise<PublishedPolicy> {
  try {
    const row = await rowOf(pool, publications.select(['id', 'content', 'by', 'at']));
    if (!row) return NOTHING;
    const { id, content, by, at } = row;
    return { id, table: readPublishedTable(content), by, at: instantFrom(at) };
  } catch (error) {
    if (isMissingTable(error)) return NOTHING;
    throw error;
  }
}

/** By what a file says: what it became with a publication under it. */
const known = new WeakMap<PolicyTexts, { readonly id: string; readonly rules: Rules }>();

/**
 * The rules as they are in force now: those of the file, and under it what was published last. Every process asks the ledger, so all
 * judge alike, and a policy that is published is judged by at once. The same file and the same publication give the same object.
 * Rules that were changed in memory stay as they are.
 * @throws ConfigurationFailure when file and publication make no policy together: then nothing is judged
 */
export async function rulesInForce(pool: Pool, rules: Rules): Promise<Rules> {
  const texts = textsOf(rules);
  if (texts === null) return rules;
  const { id, table } = await readPublishedPolicy(pool);
  if (id === null) return rules;
  const before = known.get(texts);
  if (before?.id === id) return before.rules;
  const now = rulesWithPublished(texts, table);
  known.set(texts, { id, rules: now });
  return now;
}

/** `conflict`: another policy was published since. */
export type PolicyPublished = 'published' | 'conflict';

/**
 * Publishes a policy that was judged, in a person's name, if what is in force is still what it was made on.
 * @param basis the publication that was in force; null: none
 * @param restores the earlier publication that it puts in force again
 */
export const publishPolicy = (
  pool: Pool,
  table: YamlTable,
  basis: string | null,
  { by, why, at }: Publisher,
  restores: string | null = null,
): Promise<PolicyPublished> =>
  inTheNameOf(pool, { who: by, why }, async (client) => {
    await client.query('select pg_advisory_xact_lock($1)', [PUBLISH_LOCK]);
    const newest = await rowOf(client, publications.select('id'));
    if ((newest?.id ?? null) !== basis) return 'conflict';
    const content = publishedText(table);
    const publication = {
      path: POLICY_DOCUMENT,
      content,
      hash: hashOf(content),
      by,
      at: dateOf(at),
      why,
      restores,
    };
    await changedBy(client, ledger.insertInto('publications').values(publication));
    return 'published';
  });
