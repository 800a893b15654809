import type { Pool } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { changedBy, ledger, rowsOf } from '../../database/query.ts';
import type { TemplateSource } from '../../letters/template/template.ts';

/** Versions tried before the shipped one; an admin who breaks more in a row should hear of it. */
const MOST_VERSIONS = 5;

/** Files the sources of versions, by their hash, that the ledger does not hold yet. */
export async function fileVersions(
  pool: Pool,
  versions: ReadonlyMap<string, TemplateSource>,
  now: Instant,
): Promise<void> {
  if (versions.size === 0) return;
  const these = ledger
    .selectFrom('template_versions')
    .select('hash')
    .where('hash', 'in', [...versions.keys()]);
  const held = new Set((await rowsOf(pool, these)).map(({ hash }) => hash));
  for (const [hash, source] of versions) {
    if (held.has(hash)) continue;
    const version = ledger
      .insertInto('template_versions')
      .values({
        hash,
        letter: source.letter,
        language: source.language,
        source: JSON.stringify({ ...source, safety: undefined }),
        first_used: dateOf(now),
      })
      .onConflict((conflict) => conflict.doNothing());
    await changedBy(pool, version);
  }
}

/** The versions that letters of a kind were written with, but for this one; the newest first, a few of them. */
export async function earlierVersions(
  pool: Pool,
  { letter, language }: Pick<TemplateSource, 'letter' | 'language'>,
  hash: string,
): Promise<readonly TemplateSource[]> {
  const earlier = ledger
    .selectFrom('template_versions')
    .select('source')
    .where('letter', '=', letter)
    .where('language', '=', language)
    .where('hash', '<>', hash)
    .orderBy('first_used', 'desc')
    .orderBy('hash')
    .limit(MOST_VERSIONS)
    .$narrowType<{ source: TemplateSource }>();
  return (await rowsOf(pool, earlier)).map(({ source }) => ({ ...source, letter, language }));
}
