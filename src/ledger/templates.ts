import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import type { Verdict } from '../dunning/verdict.ts';
import { ConfigurationFailure } from '../failure.ts';
import { faultLine } from '../letters/check/fault.ts';
import { wellFormed } from '../letters/check/well-formed.ts';
import type { AnyLetterKind } from '../letters/letter-kinds.ts';
import { type Sentences, sentencesFor } from '../letters/sentences.ts';
import { type CompiledTemplate, compileTemplate, type TemplateSource } from '../letters/template.ts';
import { verdictWords } from '../letters/verdict-words.ts';
import { readShippedTemplates } from './shipped-templates.ts';

interface NeedsTemplate {
  readonly kind: AnyLetterKind;
  readonly language: string;
}

/**
 * The templates that new letters are written with, each compiled at its first use, and the versions that the
 * ledger must know before a letter may name them.
 */
export class Templates {
  readonly #sources: ReadonlyMap<string, TemplateSource>;
  readonly #compiled = new Map<string, CompiledTemplate>();
  readonly #sentences = new Map<string, Sentences>();

  private constructor(sources: readonly TemplateSource[]) {
    this.#sources = new Map(sources.map((source) => [nameOf(source.letter, source.language), source]));
  }

  static async shipped(): Promise<Templates> {
    return new Templates(await readShippedTemplates());
  }

  /**
   * Compiles what these letters need, and files the versions that the ledger does not hold. It is asked each time: a
   * backup that is restored under a running worker forgets versions. @throws as compileShipped
   */
  async prepare(pool: Pool, letters: readonly NeedsTemplate[], now: Instant): Promise<void> {
    const needed = new Map<string, TemplateSource>();
    for (const { kind, language } of letters) {
      const name = nameOf(kind, language);
      const source = this.#sources.get(name);
      if (!source) throw new Error(`there is no template ${name}`);
      const compiled = this.#compiled.get(name) ?? (await compileShipped(source));
      this.#compiled.set(name, compiled);
      needed.set(compiled.version, source);
    }
    if (needed.size > 0) await file(pool, needed, now);
  }

  /** Puts a verdict into sentences of a language: what holds it, why it is as it is, and the payment record. */
  verdictWords(language: string): (verdict: Verdict) => readonly string[] {
    const say = this.#sentencesOf(language);
    return (verdict) => {
      const { holds, reasons, record } = verdictWords(say, verdict);
      return [...holds, ...reasons, record];
    };
  }

  #sentencesOf(language: string): Sentences {
    const known = this.#sentences.get(language);
    if (known) return known;
    const source = [...this.#sources.values()].find((each) => each.language === language);
    if (!source) throw new Error(`there are no sentences in ${language}`);
    const say = sentencesFor(language, source.phrases);
    this.#sentences.set(language, say);
    return say;
  }

  /** The template of a prepared letter. */
  of({ kind, language }: NeedsTemplate): CompiledTemplate {
    const compiled = this.#compiled.get(nameOf(kind, language));
    if (!compiled) throw new Error(`template ${nameOf(kind, language)} was not prepared`);
    return compiled;
  }
}

/** Files the sources of versions, by their hash, that the ledger does not hold yet. */
async function file(pool: Pool, versions: ReadonlyMap<string, TemplateSource>, now: Instant): Promise<void> {
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

/**
 * Compiles a template of emails/.
 * @throws ConfigurationFailure naming file and line of what is wrong with it
 */
export async function compileShipped(source: TemplateSource): Promise<CompiledTemplate> {
  try {
    return await compileTemplate(source);
  } catch (error) {
    const places = wellFormed(source).map(faultLine);
    const said = error instanceof Error ? error.message : String(error);
    throw new ConfigurationFailure([
      ...(places.length > 0 ? places : [`emails/${source.language}/${source.letter}.mjml: ${said}`]),
      'No letter can be written with it, and none is lost: mend it (`tidings templates check` finds every fault) and run the round again.',
    ]);
  }
}

const nameOf = (kind: AnyLetterKind, language: string): string => `${language}/${kind}`;
