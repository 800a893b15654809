import { ALL_LETTERS, type AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { Say } from '../frame/say.ts';
import { type Edited, editedOf, sourceWith } from './edited.ts';
import { publishedSentences } from './sentence-page.ts';
import { type Piece, wordDiff } from './word-diff.ts';
import { STORED, type Workbench } from './workbench.ts';

/** A letter as it is said now, and as it would be said. */
export interface ComparedLetter {
  readonly name: string;
  readonly language: string;
  /** Addresses of frames. */
  readonly before: string;
  readonly after: string;
  readonly subjects: readonly Piece[] | null;
  /** The paragraphs that differ; null: too much does. */
  readonly words: readonly (readonly Piece[])[] | null;
}

/** What a text of a document does to letters. */
export interface LettersCompared {
  readonly letters: readonly ComparedLetter[];
  /** Letters that change too and are not shown. */
  readonly more: number;
}

/** A session keeps six previews. */
const MOST_LETTERS = 3;

interface Place {
  readonly letter: AnyLetterKind;
  readonly sample: string | null;
}

/** Letters before and after: those that a changed sentence stands in, the letter of a template, or some of a layout. */
export async function lettersCompared(
  bench: Workbench,
  session: string,
  say: Say,
  edited: Edited,
  content: string,
): Promise<LettersCompared> {
  const changed = await changedSentences(bench, edited, content);
  const places = await placesOf(bench, edited, changed);
  const letters: ComparedLetter[] = [];
  for (const { letter, sample: name } of places.slice(0, MOST_LETTERS)) {
    const shownAs = editedOf(await bench.inForce(), edited.path, `${edited.language}/${letter}`);
    if (!shownAs) continue;
    const sample = await bench.sample(shownAs, name && `${STORED}${name}`);
    const looked = (text: string) =>
      bench.world.desk.sentences({ editor: null, source: sourceWith(shownAs, text), sample }, null, changed);
    const [before, after] = [await looked(edited.inForce), await looked(content)];
    if (!('ok' in before) || !('ok' in after)) continue;
    const frame = (html: string): string => `/preview/${bench.previews.keep(session, html)}/sentences`;
    letters.push({
      name: say(`templates.letters.${letter}`),
      language: edited.language,
      before: frame(before.ok.html),
      after: frame(after.ok.html),
      subjects: wordDiff(before.ok.subject, after.ok.subject)?.flat() ?? null,
      words: wordDiff(before.ok.text, after.ok.text),
    });
  }
  return { letters, more: Math.max(0, places.length - MOST_LETTERS) };
}

/** Keys of sentences that say something else. */
async function changedSentences(
  bench: Workbench,
  edited: Edited,
  content: string,
): Promise<readonly string[]> {
  if (edited.kind !== 'phrases') return [];
  const before = publishedSentences(edited);
  const sample = await bench.sample(edited, null);
  const answer = await bench.world.desk.sentences(
    { editor: null, source: sourceWith(edited, content), sample },
    null,
  );
  return 'ok' in answer
    ? answer.ok.all.filter(([key, text]) => before.get(key) !== text).map(([key]) => key)
    : [];
}

async function placesOf(
  bench: Workbench,
  edited: Edited,
  changed: readonly string[],
): Promise<readonly Place[]> {
  if (edited.kind === 'letter') return [{ letter: edited.letter, sample: null }];
  if (edited.kind === 'layout') return ALL_LETTERS.map((letter) => ({ letter, sample: null }));
  const where = await bench.saidWhere(edited.language);
  const all = changed.flatMap((key) => where.get(key) ?? []);
  // Each letter once, where the first of its changed sentences is said.
  return [...new Map([...all].reverse().map((each) => [each.letter, each])).values()].reverse();
}
