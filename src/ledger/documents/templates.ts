import type { Pool } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { Verdict } from '../../dunning/verdict.ts';
import { ConfigurationFailure, messageOf } from '../../failure.ts';
import { faultLine } from '../../letters/check/fault.ts';
import { plainLanguage } from '../../letters/check/plain-language.ts';
import { renderSamples } from '../../letters/check/renders.ts';
import { safetyFaults } from '../../letters/check/safety.ts';
import { wellFormed } from '../../letters/check/well-formed.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import { readStoredPhrases } from '../../letters/language/phrases.ts';
import { type Documents, isSame, type LetterTexts, sourcesOf } from '../../letters/template/documents.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type TemplateSource,
} from '../../letters/template/template.ts';
import { foldersAtStart } from '../../settings/letter-folders.ts';
import { overShipped } from './documents-in-force.ts';
import { goodVersion, type UsableTemplate } from './good-version.ts';
import { readSamples } from './letter-samples.ts';
import { publicationsMark } from './publications.ts';
import { SpokenVerdicts } from './spoken-verdicts.ts';
import { fileVersions } from './template-versions.ts';

interface NeedsTemplate {
  readonly kind: AnyLetterKind;
  readonly language: string;
  /** What it will say; with them a published template is tried before any letter depends on it. */
  readonly facts?: LetterFacts;
}

/**
 * The templates that new letters are written with, each compiled at its first use, and the versions that the
 * ledger must know before a letter may name them. What the company published stands over the shipped files.
 */
export class Templates {
  readonly #folders: LetterTexts;
  readonly #shippedSources: ReadonlyMap<string, TemplateSource>;
  #sources: ReadonlyMap<string, TemplateSource>;
  #verdicts: SpokenVerdicts;
  /** Of the publications that the sources are made of; empty: none was looked at. */
  #mark = '';
  readonly #compiled = new Map<string, UsableTemplate>();

  private constructor(folders: LetterTexts) {
    this.#folders = folders;
    const { documents, languages } = folders;
    this.#shippedSources = byName(documents, languages);
    this.#sources = this.#shippedSources;
    this.#verdicts = new SpokenVerdicts(documents, documents);
  }

  /** As emails/ and the company's folder held them at the start, until `refresh` is called. */
  static async shipped(): Promise<Templates> {
    return new Templates(await foldersAtStart());
  }

  /** Takes up what was published since the last call: one small query when nothing was. */
  async refresh(pool: Pool): Promise<this> {
    if ((await publicationsMark(pool)) === this.#mark) return this;
    const { laid, mark, languages } = await overShipped(pool, this.#folders);
    this.#mark = mark;
    this.#sources = byName(laid, languages);
    this.#verdicts = new SpokenVerdicts(laid, this.#folders.documents);
    this.#compiled.clear();
    return this;
  }

  /**
   * Compiles what these letters need, and files the versions that the ledger does not hold. It is asked each time: a
   * backup that is restored under a running worker forgets versions. A published text that cannot say them stops nothing:
   * they are written with the last good version.
   * @param onFallBack hears the template (`pl/late`) of each such letter
   * @throws as compileShipped
   */
  async prepare(
    pool: Pool,
    letters: readonly NeedsTemplate[],
    now: Instant,
    onFallBack?: (template: string) => void,
  ): Promise<void> {
    await fileVersions(pool, await this.compile(pool, letters, onFallBack), now);
  }

  /** As `prepare`, and files nothing. Returns the sources by their versions. */
  async compile(
    pool: Pool,
    letters: readonly NeedsTemplate[],
    onFallBack: (template: string) => void = () => undefined,
  ): Promise<ReadonlyMap<string, TemplateSource>> {
    const needed = new Map<string, TemplateSource>();
    for (const name of new Set(letters.map(nameOf))) {
      const alike = letters.filter((letter) => nameOf(letter) === name);
      const facts = alike.flatMap((letter) => letter.facts ?? []);
      const usable = await this.#usable(pool, name, facts);
      needed.set(usable.compiled.version, usable.source);
      if (usable.fellBack) for (const _ of alike) onFallBack(name);
    }
    return needed;
  }

  async #usable(pool: Pool, name: string, facts: readonly LetterFacts[]): Promise<UsableTemplate> {
    const source = this.#sources.get(name);
    const shipped = this.#shippedSources.get(name);
    if (!source || !shipped) throw new Error(`there is no template ${name}`);
    // What was published, too, is written in no language of which nobody says what it never says.
    expectSafety(shipped);
    const known = this.#compiled.get(name);
    const usable = isSame(source, shipped)
      ? (known ?? { compiled: await this.#asInFolder(source), source, fellBack: false })
      : ((await goodVersion(pool, source, known ?? null, facts)) ?? {
          compiled: await this.#asInFolder(shipped),
          source: shipped,
          fellBack: true,
        });
    this.#compiled.set(name, usable);
    return usable;
  }

  /** What a company's folder holds was published by nobody: what it says is looked at before the first letter says it. */
  async #asInFolder(source: TemplateSource): Promise<CompiledTemplate> {
    const compiled = await compileShipped(source);
    if (this.#folders.own.includes(source.language)) await expectKind(source);
    return compiled;
  }

  /**
   * Puts a verdict into sentences of a language: what holds it, why it is as it is, and the payment record.
   * @param otherwise the language where letters have no sentences in the first one
   */
  verdictWords(language: string, otherwise = language): (verdict: Verdict) => readonly string[] {
    return this.#verdicts.in(this.#verdicts.speaks(language) ? language : otherwise);
  }

  /** Whether letters of all these languages have a sentence for a reason's code; a letter says nothing about why without one. */
  saysReason(languages: readonly string[]): (code: string) => boolean {
    const known = languages.map((language) => {
      const source = [...this.#sources.values()].find((each) => each.language === language);
      const read = source ? readStoredPhrases(source.phrases, language) : null;
      if (read === null || 'faults' in read) return null;
      return new Set([...Object.keys(read.phrases.reasons), ...Object.keys(read.phrases.needs)]);
    });
    return (code) => known.every((codes) => codes === null || codes.has(code));
  }

  /** The template of a prepared letter. */
  of(letter: Pick<NeedsTemplate, 'kind' | 'language'>): CompiledTemplate {
    const usable = this.#compiled.get(nameOf(letter));
    if (!usable) throw new Error(`template ${nameOf(letter)} was not prepared`);
    return usable.compiled;
  }
}

/** @throws ConfigurationFailure where a letter says, of one of its samples, what no letter of its language says */
async function expectKind(source: TemplateSource): Promise<void> {
  const { rendered } = await renderSamples(source, await readSamples(source.letter, source.language));
  const faults = plainLanguage(source, rendered).filter(({ rule }) => rule === 'voice');
  if (faults.length > 0) throw new ConfigurationFailure([...faults.map(faultLine), NONE_LOST]);
}

const NONE_LOST =
  'No letter can be written with it, and none is lost: mend it (`tidings templates check` finds every fault) and run the round again.';

/** @throws ConfigurationFailure where nobody says what the language of a template never says */
function expectSafety(source: TemplateSource): void {
  const unsafe = safetyFaults(source);
  if (unsafe.length > 0) throw new ConfigurationFailure([...unsafe.map(faultLine), NONE_LOST]);
}

/**
 * Compiles a template of emails/, or of the company's folder.
 * @throws ConfigurationFailure naming file and line of what is wrong with it, or that nobody says what its language never says
 */
export async function compileShipped(source: TemplateSource): Promise<CompiledTemplate> {
  expectSafety(source);
  try {
    return await compileTemplate(source);
  } catch (error) {
    const places = wellFormed(source).map(faultLine);
    const said = messageOf(error);
    throw new ConfigurationFailure([
      ...(places.length > 0 ? places : [`emails/${source.language}/${source.letter}.mjml: ${said}`]),
      NONE_LOST,
    ]);
  }
}

const nameOf = ({ kind, language }: Pick<NeedsTemplate, 'kind' | 'language'>): string =>
  `${language}/${kind}`;

const byName = (documents: Documents, languages: readonly string[]): ReadonlyMap<string, TemplateSource> =>
  new Map(
    sourcesOf(documents, languages).map((source) => [
      nameOf({ kind: source.letter, language: source.language }),
      source,
    ]),
  );
