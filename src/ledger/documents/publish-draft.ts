import type { Pool } from 'pg';
import { type Draft, readDraft } from './drafts.ts';
import { type Check, type Published, type Publisher, publish } from './publish.ts';

/**
 * Publishes a draft as it stood at this revision, and ends it. `draft changed`: there is none, or somebody saved since.
 * `conflict`: something else was published of the document since the draft was begun.
 */
export async function publishDraft(
  pool: Pool,
  { path, revision }: Pick<Draft, 'path' | 'revision'>,
  publisher: Publisher,
  check: Check,
): Promise<Published> {
  const draft = await readDraft(pool, path);
  if (draft?.revision !== revision) return { kind: 'draft changed' };
  const basis = { publication: draft.basedOn };
  return publish(pool, [{ path, content: draft.content, basis, draft: revision }], publisher, check);
}
