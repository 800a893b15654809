import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { ledger, rowsOf } from '../../database/query.ts';
import { messageOf } from '../../failure.ts';
import { faultLine } from '../../letters/check/fault.ts';
import { safetyFaults } from '../../letters/check/safety.ts';
import { laid } from '../../letters/language/laid-over.ts';
import { readPhrases, readStoredPhrases } from '../../letters/language/phrases.ts';
import { type LetterTexts, localePath, phrasesOf, safetyPath } from '../../letters/template/documents.ts';
import {
  type CompiledTemplate,
  compileTemplate,
  type RenderedLetter,
  render,
  type TemplateSource,
  versionOf,
} from '../../letters/template/template.ts';
import type { Offer } from '../../letters/words/answer-words.ts';
import { foldersAtStart } from '../../settings/letter-folders.ts';
import type { ClaimedLetter } from './claimed-letter.ts';

// All letters in all languages, a few times over while an admin edits them.
const MOST_VERSIONS = 200;

/** A letter as far as its words go. */
type Templated = Pick<ClaimedLetter, 'templateVersion' | 'facts'>;
/** The parts of a rendered letter but its subject, which was fixed when it was written. */
export type MailWords = Omit<RenderedLetter, 'subject'>;

type Shelved = { readonly compiled: CompiledTemplate } | { readonly broken: string };

type Shelf = LRUCache<string, Shelved>;
/** Of the whole process: a delivery that begins anew finds what the one before compiled, with what the folders hold. */
const shelves = new WeakMap<LetterTexts, Shelf>();

function shelfOf(folders: LetterTexts): Shelf {
  const shelf = shelves.get(folders) ?? new LRUCache<string, Shelved>({ max: MOST_VERSIONS });
  shelves.set(folders, shelf);
  return shelf;
}

/** Template versions by hash, each compiled once. A version never changes, so neither does one that is broken. */
export class TemplateShelf {
  readonly pool: pg.Pool;
  /** A letter keeps the version that it was prepared with, however long it waits in a lane and whatever the shelf drops. */
  readonly #inHand = new WeakMap<Templated, Shelved>();

  constructor(pool: pg.Pool) {
    this.pool = pool;
  }

  /** Has the templates of these letters ready; one query for all that are new. */
  async prepare(letters: readonly Templated[]): Promise<void> {
    const folders = await foldersAtStart();
    const shelf = shelfOf(folders);
    const ready = new Map<string, Shelved>();
    const missing = new Set<string>();
    for (const { templateVersion: hash } of letters) {
      const found = shelf.get(hash);
      if (found) ready.set(hash, found);
      else missing.add(hash);
    }
    for (const [hash, source] of await this.#sourcesOf([...missing]))
      ready.set(hash, await shelved(source, folders));
    for (const [hash, version] of ready) shelf.set(hash, version);
    for (const letter of letters) {
      const version = ready.get(letter.templateVersion);
      if (version) this.#inHand.set(letter, version);
    }
  }

  async #sourcesOf(hashes: readonly string[]): Promise<ReadonlyMap<string, TemplateSource>> {
    if (hashes.length === 0) return new Map();
    const versions = ledger
      .selectFrom('template_versions')
      .select(['hash', 'letter', 'language', 'source'])
      .$narrowType<Pick<TemplateSource, 'letter' | 'language'> & { source: TemplateSource }>()
      .where('hash', 'in', hashes);
    const rows = await rowsOf(this.pool, versions);
    return new Map(rows.map(({ hash, letter, language, source }) => [hash, { ...source, letter, language }]));
  }

  /** A version that letters need not be pinned to, compiled once; null when it is broken. */
  async compiled(source: TemplateSource): Promise<CompiledTemplate | null> {
    const folders = await foldersAtStart();
    const shelf = shelfOf(folders);
    const version = versionOf(source);
    const found = shelf.get(version) ?? (await shelved(source, folders));
    shelf.set(version, found);
    return 'compiled' in found ? found.compiled : null;
  }

  /** A prepared letter in words. @throws Error naming the template when it is broken or does not fit the facts. */
  render(letter: Templated, offers: readonly Offer[] = []): RenderedLetter {
    const found = this.#inHand.get(letter);
    if (!found) throw new Error(`template version ${letter.templateVersion} is not in the ledger`);
    if ('broken' in found) throw new Error(found.broken);
    return render(found.compiled, letter.facts, offers);
  }
}

/**
 * A version of another build takes from the folders what it lacks: its letter may be made of a sentence that is new, and once it was
 * code that knew how a language is written.
 * @throws Error where nobody can say any more what no letter of the language says
 */
function asNow(source: TemplateSource, { documents }: LetterTexts): TemplateSource {
  const { phrases, language } = source;
  const [unjudged] = safetyFaults({ language, safety: documents.get(safetyPath(language)) });
  if (unjudged) throw new Error(faultLine(unjudged));
  const locale = source.locale ?? documents.get(localePath(language));
  const read = readPhrases(phrases, language);
  if (!('faults' in read || read.lacks)) return { ...source, locale };
  const shipped = documents.get(phrasesOf(language));
  return { ...source, locale, phrases: shipped === undefined ? phrases : laid(phrases, shipped) };
}

async function shelved(source: TemplateSource, folders: LetterTexts): Promise<Shelved> {
  try {
    const compiled = await compileTemplate(asNow(source, folders), readStoredPhrases);
    return { compiled: { ...compiled, version: versionOf(source) } };
  } catch (error) {
    return { broken: messageOf(error) };
  }
}
