import type { Pool } from 'pg';
import { readPublication } from './publications.ts';
import { type Check, type Published, type Publisher, publish } from './publish.ts';

/**
 * Publishes an earlier publication of a document again, and names it.
 * @param id null: the shipped file, whatever it will be in later versions
 * @returns null when the document has no such publication
 */
export async function restore(
  pool: Pool,
  path: string,
  id: string | null,
  publisher: Publisher,
  check: Check,
): Promise<Published | null> {
  if (id === null) return publish(pool, [{ path, content: null }], publisher, check);
  const earlier = await readPublication(pool, path, id);
  if (!earlier) return null;
  return publish(pool, [{ path, content: earlier.content, restores: id }], publisher, check);
}
