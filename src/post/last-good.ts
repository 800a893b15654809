import type pg from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import { readShippedTemplates } from '../ledger/shipped-templates.ts';
import { type CompiledTemplate, compileTemplate, render, type TemplateSource } from '../letters/template.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords } from './template-shelf.ts';

/** Versions tried before the shipped one; an admin who breaks more in a row should hear of it. */
const MOST_VERSIONS = 5;

/**
 * The letter in the words of the last good version of its template, when its own cannot say it: the versions that letters
 * were written with before, the newest first, then the shipped one. The letter is pinned to the one that it takes.
 * @returns null when none of them can say it either
 */
export async function lastGoodWords(
  pool: pg.Pool,
  letter: ClaimedLetter,
  now: Instant,
): Promise<MailWords | null> {
  for (const source of await otherVersions(pool, letter)) {
    const good = await said(source, letter);
    if (!good) continue;
    await pool.query(
      `insert into template_versions (hash, letter, language, source, first_used)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [good.compiled.version, letter.kind, letter.language, JSON.stringify(source), isoInstant(now)],
    );
    await pool.query('update letters set template_version = $2 where id = $1', [
      letter.id,
      good.compiled.version,
    ]);
    return good.words;
  }
  return null;
}

async function otherVersions(
  pool: pg.Pool,
  { kind, language, templateVersion }: ClaimedLetter,
): Promise<readonly TemplateSource[]> {
  const { rows } = await pool.query<{ source: TemplateSource }>(
    `select source from template_versions where letter = $1 and language = $2 and hash <> $3
     order by first_used desc, hash limit ${MOST_VERSIONS}`,
    [kind, language, templateVersion],
  );
  const shipped = await readShippedTemplates([language]).catch(() => []);
  return [
    ...rows.map(({ source }) => ({ ...source, letter: kind, language })),
    ...shipped.filter((source) => source.letter === kind),
  ];
}

async function said(
  source: TemplateSource,
  { facts }: ClaimedLetter,
): Promise<{ readonly compiled: CompiledTemplate; readonly words: MailWords } | null> {
  try {
    const compiled = await compileTemplate(source);
    const { html, text, lang } = render(compiled, facts);
    return { compiled, words: { html, text, lang } };
  } catch {
    return null;
  }
}
