import { LRUCache } from 'lru-cache';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { type DocumentsInForce, overShipped } from '../../ledger/documents/documents-in-force.ts';
import { type Draft, readDraft } from '../../ledger/documents/drafts.ts';
import { readSamples } from '../../ledger/documents/letter-samples.ts';
import { publicationsMark } from '../../ledger/documents/publications.ts';
import { factsOfLetter, type RecentLetter, recentLetters } from '../../ledger/letters/recent-letters.ts';
import { distinct } from '../../letters/check/check.ts';
import type { Fault, Sample } from '../../letters/check/fault.ts';
import { languageFaults } from '../../letters/check/languages.ts';
import { completionsFor } from '../../letters/editing/completions.ts';
import { type SaidWhere, saidWhere } from '../../letters/editing/said-where.ts';
import { lately } from '../../letters/language/kept-lately.ts';
import { localeOf } from '../../letters/language/locale.ts';
import { readPhrases } from '../../letters/language/phrases.ts';
import { hashOf, sourceOf, sourcesOf } from '../../letters/template/documents.ts';
import { type TemplateSource, versionOf } from '../../letters/template/template.ts';
import { foldersAtStart } from '../../settings/letter-folders.ts';
import type { DraftAnswers } from '../desk/draft-messages.ts';
import { type ConsoleWorld, NotThere } from '../frame/routes.ts';
import { type Edited, editedOf } from './edited.ts';
import { Previews } from './previews.ts';

/** Stored samples and, by their ids, recent letters. What stands before the name tells which. */
export const STORED = 'stored:';
export const LETTER = 'letter:';
const SAMPLES_KEPT = 120;
const LANGUAGES_KEPT = 8;
/** Several times all letters in all languages. */
const MOST_CHECKED = 400;
/** Rules of the desk itself, by which it tells that it gave up. */
const UNFINISHED: readonly string[] = ['draft', 'busy', 'replaced', 'closed'];

const isFinished = (faults: readonly Fault[]): boolean =>
  !faults.some(({ rule }) => UNFINISHED.includes(rule));

/** Its version, and what no letter of its language says: that makes no letter, and judges each. */
const judgedBy = (source: TemplateSource): string =>
  `${versionOf(source)} ${source.safety === undefined ? '' : hashOf(source.safety)}`;

/** What all pages about templates work with: the documents in force, samples, previews, and what the last check found. */
export class Workbench {
  readonly world: ConsoleWorld;
  readonly previews = new Previews();
  /** Faults of letters by what they were judged by: one that was checked is not checked again. */
  readonly #checked = new LRUCache<string, readonly Fault[]>({ max: MOST_CHECKED });
  /** What drafts change, by what was compared. */
  readonly #compared = new LRUCache<string, DraftAnswers['change']>({ max: SAMPLES_KEPT });
  readonly #samples = lately<Promise<readonly Sample[]>>(SAMPLES_KEPT);
  #inForce: DocumentsInForce | null = null;
  /** What the letters in force are judged by: they hash three megabytes. */
  readonly #judged = new WeakMap<DocumentsInForce, readonly string[]>();
  /** What is missing in a language takes a while to find, and changes only when something is published. */
  readonly #missing = new WeakMap<DocumentsInForce, readonly Fault[]>();
  readonly #completions = lately<string | null>(SAMPLES_KEPT);
  readonly #saidWhere = lately<Promise<ReadonlyMap<string, readonly SaidWhere[]>>>(LANGUAGES_KEPT);

  constructor(world: ConsoleWorld) {
    this.world = world;
  }

  /** What letters are written with at this moment. */
  async inForce(): Promise<DocumentsInForce> {
    const pool = this.world.databases.ledgerPool;
    if (this.#inForce !== null && this.#inForce.mark === (await publicationsMark(pool))) return this.#inForce;
    this.#inForce = await overShipped(pool, await foldersAtStart());
    return this.#inForce;
  }

  /** A document and its draft. @throws NotThere */
  async open(path: string, shownAs: string | null): Promise<{ edited: Edited; draft: Draft | null }> {
    const edited = editedOf(await this.inForce(), path, shownAs);
    if (!edited) throw new NotThere();
    return { edited, draft: await readDraft(this.world.databases.ledgerPool, path) };
  }

  samples(letter: AnyLetterKind, language: string): Promise<readonly Sample[]> {
    return this.#samples(`${language}/${letter}`, () => readSamples(letter, language));
  }

  recent({ letter, language }: Edited): Promise<readonly RecentLetter[]> {
    return recentLetters(this.world.databases.ledgerPool, letter, language);
  }

  /** The sample that a person chose; the first stored one when that is not there (any more). */
  async sample({ letter, language }: Edited, chosen: string | null): Promise<Sample> {
    const stored = await this.samples(letter, language);
    if (chosen?.startsWith(LETTER)) {
      const id = chosen.slice(LETTER.length);
      const facts = await factsOfLetter(this.world.databases.ledgerPool, id, letter);
      if (facts) return { name: id, hostile: false, facts };
    }
    const sample = stored.find(({ name }) => chosen === `${STORED}${name}`) ?? stored[0];
    if (!sample) throw new Error(`no letter ${letter} has a sample`);
    return sample;
  }

  /** Checks a letter with all its samples, unless that very version was checked before. */
  async check(source: TemplateSource): Promise<readonly Fault[]> {
    const judged = judgedBy(source);
    const known = this.#checked.get(judged);
    if (known) return known;
    const faults = await this.world.desk.check(source, await this.samples(source.letter, source.language));
    // What was not looked at to its end is asked again.
    if (isFinished(faults)) this.#checked.set(judged, faults);
    return faults;
  }

  /** What a draft adds to the published text, and what it drops, unless these very two were compared before. */
  async change(published: TemplateSource, source: TemplateSource): Promise<DraftAnswers['change']> {
    const both = `${judgedBy(published)} ${judgedBy(source)}`;
    const known = this.#compared.get(both);
    if (known) return known;
    const answer = await this.world.desk.change(published, source);
    if ('ok' in answer || isFinished(answer.faults)) this.#compared.set(both, answer);
    return answer;
  }

  /** What may stand in the template of a letter, as JSON; null: the phrases in force cannot be read. */
  async completions({ letter, language, documents }: Edited): Promise<string | null> {
    const samples = await this.samples(letter, language);
    const source = sourceOf({ letter, language }, (path) => documents.get(path));
    return this.#completions(versionOf(source), () => {
      const read = readPhrases(source.phrases, language);
      if ('faults' in read) return null;
      const honest = samples.filter(({ hostile }) => !hostile).map(({ facts }) => facts);
      return JSON.stringify(completionsFor(letter, localeOf(source), read.phrases, honest));
    });
  }

  /** Which letters in force say each sentence of a language. */
  async saidWhere(language: string): Promise<ReadonlyMap<string, readonly SaidWhere[]>> {
    const { laid, mark } = await this.inForce();
    return this.#saidWhere(`${mark} ${language}`, async () => {
      const sources = sourcesOf(laid, [language]);
      const samples = new Map(
        await Promise.all(
          sources.map(async ({ letter }) => [letter, await this.samples(letter, language)] as const),
        ),
      );
      return saidWhere(sources, ({ letter }) => samples.get(letter) ?? []);
    });
  }

  /** What the last check found in the letters in force; null: one of them was not checked yet. */
  async faultsInForce(): Promise<readonly Fault[] | null> {
    const inForce = await this.inForce();
    const judged = this.#judged.get(inForce) ?? sourcesOf(inForce.laid, inForce.languages).map(judgedBy);
    this.#judged.set(inForce, judged);
    const found = judged.map((each) => this.#checked.get(each));
    return found.includes(undefined) ? null : distinct(found.flatMap((faults) => faults ?? []));
  }

  /** The company's own languages in which its own people read nothing: they read their letters in the admin language. */
  ownForCustomers({ own }: DocumentsInForce): readonly string[] {
    return own.filter((language) => language !== this.world.rules.company.adminLanguage);
  }

  /** What a language lacks that another has. */
  missing(inForce: DocumentsInForce): readonly Fault[] {
    const own = this.ownForCustomers(inForce);
    const missing =
      this.#missing.get(inForce) ?? languageFaults({ ...inForce, own, documents: inForce.laid });
    this.#missing.set(inForce, missing);
    return missing;
  }

  /** Checks all letters in force: some seconds where none was checked before. */
  async checkAll(): Promise<void> {
    const { laid, languages } = await this.inForce();
    for (const source of sourcesOf(laid, languages)) await this.check(source);
  }
}
