import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
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
  const { rows } = await pool.query<{ hash: string }>(
    'select hash from template_versions where hash = any($1)',
    [[...versions.keys()]],
  );
  const held = new Set(rows.map(({ hash }) => hash));
  for (const [hash, source] of versions) {
    if (held.has(hash)) continue;
    await pool.query(
      `insert into template_versions (hash, letter, language, source, first_used)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [hash, source.letter, source.language, JSON.stringify(source), isoInstant(now)],
    );
  }
}

/** The versions that letters of a kind were written with, but for this one; the newest first, a few of them. */
export async function earlierVersions(
  pool: Pool,
  { letter, language }: Pick<TemplateSource, 'letter' | 'language'>,
  hash: string,
): Promise<readonly TemplateSource[]> {
  const { rows } = await pool.query<{ source: TemplateSource }>(
    `select source from template_versions where letter = $1 and language = $2 and hash <> $3
     order by first_used desc, hash limit ${MOST_VERSIONS}`,
    [letter, language, hash],
  );
  return rows.map(({ source }) => ({ ...source, letter, language }));
}
