import type pg from 'pg';
import {
  type CompiledTemplate,
  compileTemplate,
  type RenderedLetter,
  render,
  type TemplateSource,
  versionOf,
} from '../letters/template.ts';
import type { ClaimedLetter } from './claimed-letter.ts';

// Eight letters and two staff letters in a few languages, twice over while an admin edits them.
const MOST_VERSIONS = 200;

/** A letter as far as its words go. */
type Templated = Pick<ClaimedLetter, 'templateVersion' | 'facts'>;
/** The parts of a rendered letter that a mail is made of; its subject was fixed when it was written. */
export type MailWords = Pick<RenderedLetter, 'html' | 'text' | 'lang'>;

type Shelved = { readonly compiled: CompiledTemplate } | { readonly broken: string };

// Of the whole process: a delivery that begins anew finds what the one before it compiled.
const shelf = new Map<string, Shelved>();

/** Template versions by hash, each compiled once. A version never changes, so neither does one that is broken. */
export class TemplateShelf {
  readonly pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Has the templates of these letters ready; one query for all that are new. */
  async prepare(letters: readonly Templated[]): Promise<void> {
    const wanted = new Set(letters.map((letter) => letter.templateVersion));
    const missing = [...wanted].filter((hash) => !shelf.has(hash));
    if (missing.length === 0) return;
    if (shelf.size + missing.length > MOST_VERSIONS) {
      for (const hash of shelf.keys()) if (!wanted.has(hash)) shelf.delete(hash);
    }
    const { rows } = await this.pool.query<{
      hash: string;
      letter: TemplateSource['letter'];
      language: string;
      source: TemplateSource;
    }>('select hash, letter, language, source from template_versions where hash = any($1)', [missing]);
    for (const { hash, letter, language, source } of rows) {
      shelf.set(hash, await shelved({ ...source, letter, language }));
    }
  }

  /** A version that letters need not be pinned to, compiled once; null when it is broken. */
  async compiled(source: TemplateSource): Promise<CompiledTemplate | null> {
    const version = versionOf(source);
    const found = shelf.get(version) ?? (await shelved(source));
    shelf.set(version, found);
    return 'compiled' in found ? found.compiled : null;
  }

  /** The letter in words. @throws Error naming the template when it is broken or does not fit the facts. */
  render(letter: Templated): RenderedLetter {
    const found = shelf.get(letter.templateVersion);
    if (!found) throw new Error(`template version ${letter.templateVersion} is not in the ledger`);
    if ('broken' in found) throw new Error(found.broken);
    return render(found.compiled, letter.facts);
  }
}

async function shelved(source: TemplateSource): Promise<Shelved> {
  try {
    return { compiled: await compileTemplate(source) };
  } catch (error) {
    return { broken: error instanceof Error ? error.message : String(error) };
  }
}
