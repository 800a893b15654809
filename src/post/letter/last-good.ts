import type { Instant } from '../../calendar/time.ts';
import { readShippedTemplates } from '../../ledger/documents/shipped-templates.ts';
import { earlierVersions, fileVersions } from '../../ledger/documents/template-versions.ts';
import { type CompiledTemplate, render, type TemplateSource } from '../../letters/template/template.ts';
import type { ClaimedLetter } from './claimed-letter.ts';
import type { MailWords, TemplateShelf } from './template-shelf.ts';

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
    await fileVersions(shelf.pool, new Map([[compiled.version, source]]), now);
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
  yield* await earlierVersions(pool, { letter: kind, language }, templateVersion);
  const shipped = await readShippedTemplates([language]).catch(() => []);
  yield* shipped.filter((source) => source.letter === kind);
}

function wordsOf(compiled: CompiledTemplate, { facts }: ClaimedLetter): MailWords | null {
  try {
    const { html, text, preheader, lang } = render(compiled, facts);
    return { html, text, preheader, lang };
  } catch {
    return null;
  }
}
