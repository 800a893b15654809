import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import type { Draft } from '../../ledger/documents/drafts.ts';
import { findSentences, sentencesOf } from '../../letters/editing/put-sentence.ts';
import { LIQUID_TOKEN } from '../../letters/language/liquid.ts';
import { readPhrases } from '../../letters/language/phrases.ts';
import { phrasesOf } from '../../letters/template/documents.ts';
import type { DraftAnswers } from '../desk/draft-messages.ts';
import { languageName } from '../frame/formats.ts';
import { NotThere, type Shown, type Visit } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { type Edited, sourceWith } from './edited.ts';
import { shownFaults } from './look.ts';
import { type SentenceQuery, sentencesAt } from './sentence-form.ts';
import { LETTER, STORED, type Workbench } from './workbench.ts';

export type Slips = Extract<DraftAnswers['put'], { ok: unknown }>['ok']['slips'];

/** What came of a try to save. */
export interface TriedSentence {
  readonly sentence: string;
  readonly slips: Slips;
  readonly conflict: boolean;
}

const MOST_FOUND = 60;
const FIRST = 'late';

/** The letter as it looks, and the sentence of it that somebody changes. */
export async function sentencePage(
  bench: Workbench,
  visit: Visit,
  query: SentenceQuery,
  tried: TriedSentence | null = null,
): Promise<Shown> {
  const inForce = await bench.inForce();
  const language = inForce.languages.find((each) => each === query.language) ?? inForce.languages[0] ?? 'en';
  const where = query.key === null ? [] : ((await bench.saidWhere(language)).get(query.key) ?? []);
  // A sentence alone is looked at where it is said.
  const place = where.find(({ letter }) => letter === query.letter) ?? (query.letter ? undefined : where[0]);
  const letter = query.letter ?? place?.letter ?? FIRST;
  const sampleName = query.sample ?? (place ? `${STORED}${place.sample}` : null);
  const path = phrasesOf(language);
  const { edited, draft } = await bench.open(path, `${language}/${letter}`);
  const sample = await bench.sample(edited, sampleName);
  const content = draft?.content ?? edited.inForce;
  const source = sourceWith(edited, content);
  const answer = await bench.world.desk.sentences({ editor: null, source, sample }, query.key);
  const shown = 'ok' in answer ? answer.ok : null;
  const at = { language, letter, sample: sampleName, dark: query.dark };
  const all = new Map(shown?.all ?? []);
  const published = publishedSentences(edited);
  if (query.key !== null && shown !== null && !all.has(query.key)) throw new NotThere();
  return {
    view: 'sentences',
    status: tried === null ? 200 : 422,
    data: {
      ...(await choices(bench, visit, edited, at, draft)),
      here: at,
      dark: query.dark === 'on',
      frame: shown && `/preview/${bench.previews.keep(visit.tokenHash, shown.html)}/sentences`,
      subject: shown?.subject ?? null,
      faults: 'faults' in answer ? shownFaults(edited, answer.faults) : [],
      said: (shown?.said ?? []).map(({ key, words }) => ({
        key,
        words: words || plainSentence(visit.say, all.get(key) ?? ''),
        href: sentencesAt({ ...at, key }),
        here: key === query.key,
      })),
      chosen:
        query.key === null || shown === null
          ? null
          : await chosenSentence(bench, visit, query.key, {
              at,
              edited,
              text: all.get(query.key) ?? '',
              published: published.get(query.key) ?? null,
              chips: shown.chips,
              isSaid: shown.said.some(({ key }) => key === query.key),
              where: where.map((each) => each.letter),
              tried,
            }),
      find: query.find ?? '',
      found:
        query.find === null
          ? null
          : findSentences(all, query.find)
              .slice(0, MOST_FOUND)
              .map((key) => ({
                sentence: plainSentence(visit.say, all.get(key) ?? ''),
                href: sentencesAt({ language, key }),
              })),
      changed: [...all]
        .filter(([key, text]) => published.get(key) !== text)
        .map(([key, text]) => ({
          sentence: plainSentence(visit.say, text),
          href: sentencesAt({ ...at, key }),
        })),
      path,
    },
  };
}

/** The sentences that letters say now. */
export function publishedSentences({ documents, path, language }: Edited): ReadonlyMap<string, string> {
  const read = readPhrases(documents.get(path) ?? '', language);
  return 'faults' in read ? new Map() : sentencesOf(read.phrases);
}

/** What stands around the letter: other letters, other facts, other languages. */
async function choices(
  bench: Workbench,
  { say, language: pageLanguage }: Visit,
  edited: Edited,
  at: { readonly letter: string; readonly sample: string | null },
  draft: Draft | null,
): Promise<object> {
  const { languages, documents } = await bench.inForce();
  const { letter, language } = edited;
  const [samples, recent] = await Promise.all([bench.samples(letter, language), bench.recent(edited)]);
  return {
    letter,
    language,
    // A company's own language need not have those to its people.
    letters: ALL_LETTERS.filter((each) => documents.has(`${language}/${each}.mjml`)).map((each) => ({
      value: each,
      name: letterName(say, each),
      here: each === letter,
    })),
    languages: languages.map((each) => ({
      name: languageName(each, pageLanguage),
      href: sentencesAt({ language: each, letter }),
      here: each === language,
    })),
    stored: samples
      .filter(({ hostile }) => !hostile)
      .map(({ name }) => ({ value: `${STORED}${name}`, name, here: at.sample === `${STORED}${name}` })),
    recent: recent.map(({ id, toName, decidedAt }) => ({
      value: `${LETTER}${id}`,
      toName,
      decidedAt,
      here: at.sample === `${LETTER}${id}`,
    })),
    draft: draft && { by: draft.by, at: draft.at },
  };
}

/** The sentence that somebody changes: its text, its chips, where else it is said, and how other languages say it. */
async function chosenSentence(
  bench: Workbench,
  { say, language: pageLanguage }: Visit,
  key: string,
  {
    at,
    edited,
    text,
    published,
    chips,
    isSaid,
    where,
    tried,
  }: {
    readonly at: object;
    readonly edited: Edited;
    readonly text: string;
    readonly published: string | null;
    readonly chips: Extract<DraftAnswers['sentences'], { ok: unknown }>['ok']['chips'];
    readonly isSaid: boolean;
    readonly where: readonly string[];
    readonly tried: TriedSentence | null;
  },
): Promise<object> {
  const { languages, laid } = await bench.inForce();
  const elsewhere = languages
    .filter((each) => each !== edited.language)
    .map((each) => {
      const read = readPhrases(laid.get(phrasesOf(each)) ?? '', each);
      return {
        language: each,
        name: languageName(each, pageLanguage),
        sentence: 'faults' in read ? null : plainSentence(say, sentencesOf(read.phrases).get(key) ?? ''),
        href: sentencesAt({ language: each, key }),
      };
    });
  const others = where.filter((letter) => letter !== edited.letter);
  return {
    key,
    at,
    sentence: tried?.sentence ?? text,
    was: text,
    theirs: plainSentence(say, text),
    published: published === text || published === null ? null : plainSentence(say, published),
    chips: chips.map(({ token, example }) => ({ token, example, name: plainName(say, token) })),
    chipsJson: JSON.stringify(
      chips.map(({ token, example }) => ({ token, said: example ?? plainName(say, token) })),
    ),
    isSaid,
    others: others.map((letter) => ({
      name: letterName(say, letter),
      href: sentencesAt({ language: edited.language, letter, key }),
    })),
    elsewhere,
    slips: shownSlips(tried?.slips ?? []),
    conflict: tried?.conflict ?? false,
    stops: tried !== null,
  };
}

/** A letter or a language in the reader's words. */
const letterName = (say: Say, letter: string): string => {
  const key = `templates.letters.${letter}`;
  return say.has(key) ? say(key) : letter;
};

const TAG = /^\{%-?\s*(if|unless|elsif|else|endif|endunless)\b\s*([\s\S]*?)\s*-?%\}$/;

/** `{{ item.promised_for | on }}` and `{% if item.thing %}` in a few words: "promised for", "only if: thing". */
function plainName(say: Say, token: string): string {
  const [, tag, condition = ''] = TAG.exec(token) ?? [];
  if (tag !== undefined)
    return say(`sentences.tags.${tag}`, { what: plainWords(say, condition.replaceAll('==', '=')) });
  return plainWords(say, token.replace(/^\{[{%]-?\s*|\s*-?[}%]\}$/g, '').replace(/\s*\|.*$/, ''));
}

/** A sentence as somebody reads it who knows no code: "We promised [name mid] [promised for]." */
const plainSentence = (say: Say, sentence: string): string =>
  sentence.replace(LIQUID_TOKEN, (token) => `[${plainName(say, token)}]`);

/** Names as the reader calls them, codes as they are. */
const plainWords = (say: Say, code: string): string =>
  code.replace(/(?:'([^']*)'|"([^"]*)")|(?:\w+\.)*(\w+)/g, (_, one?: string, two?: string, name = '') => {
    const key = `sentences.names.${name}`;
    const quoted = one ?? two;
    return quoted === undefined && say.has(key) ? say(key) : (quoted ?? name).replaceAll('_', ' ');
  });

/** Slips for a view, which asks for what is not there at its peril. */
export const shownSlips = (slips: Slips): readonly object[] =>
  slips.map((slip) => ({
    name: '',
    nearest: null,
    near: '',
    words: 0,
    most: 0,
    signs: 0,
    phrase: '',
    ...slip,
  }));

/** What keeps a sentence from being saved: the rest is for its writer to judge, and for the check when it is published. */
export const isBroken = ({ kind }: Slips[number]): boolean =>
  kind === 'empty' || kind === 'syntax' || kind === 'unknown';
