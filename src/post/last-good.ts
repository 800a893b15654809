import { type Instant, isoInstant } from '../calendar/time.ts';
import { readShippedTemplates } from '../ledger/shipped-templates.ts';
import { type CompiledTemplate, render, type TemplateSource } from '../letters/template.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords, TemplateShelf } from './template-shelf.ts';

/** Versions tried before the shipped one; an admin who breaks more in a row should hear of it. */
const MOST_VERSIONS = 5;

/**
 * The letter in the words of the last good version of its template, when its own cannot say it: the versions that letters
 * were written with, the newest first, then the shipped one. The letter is pinned to the one that it takes.
 * @returns null when none of them can say it either
 */
export async function lastGoodWords(
  shelf: TemplateShelf,
  letter: ClaimedLetter,
  now: Instant,
): Promise<MailWords | null> {
  for await (const source of otherVersions(shelf, letter)) {
    const compiled = await shelf.compiled(source);
    const words = compiled && wordsOf(compiled, letter);
    if (!compiled || !words) continue;
    await shelf.pool.query(
      `insert into template_versions (hash, letter, language, source, first_used)
       values ($1, $2, $3, $4, $5) on conflict do nothing`,
      [compiled.version, letter.kind, letter.language, JSON.stringify(source), isoInstant(now)],
    );
    await shelf.pool.query('update letters set template_version = $2 where id = $1', [
      letter.id,
      compiled.version,
    ]);
    return words;
  }
  return null;
}

async function* otherVersions(
  { pool }: TemplateShelf,
  { kind, language, templateVersion }: ClaimedLetter,
): AsyncGenerator<TemplateSource> {
  const { rows } = await pool.query<{ source: TemplateSource }>(
    `select source from template_versions where letter = $1 and language = $2 and hash <> $3
     order by first_used desc, hash limit ${MOST_VERSIONS}`,
    [kind, language, templateVersion],
  );
  for (const { source } of rows) yield { ...source, letter: kind, language };
  const shipped = await readShippedTemplates([language]).catch(() => []);
  yield* shipped.filter((source) => source.letter === kind);
}

function wordsOf(compiled: CompiledTemplate, { facts }: ClaimedLetter): MailWords | null {
  try {
    const { html, text, lang } = render(compiled, facts);
    return { html, text, lang };
  } catch {
    return null;
  }
}
