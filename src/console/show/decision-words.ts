import type { Story } from '../../explain/story.ts';
import type { HandOverCode } from '../../waiting/decision.ts';
import type { LetterHold } from '../../waiting/letter-hold.ts';
import { dayIn } from '../frame/formats.ts';
import type { Say } from '../frame/say.ts';
import { toldReader } from '../frame/told-reader.ts';
import type { Reader } from '../frame/views.ts';
import { holdWords } from './hold-words.ts';
import { label } from './label.ts';

type Item = Story['items'][number];
type ItemFinding = Item['findings'][number];

/** What was decided about an item, and why, in a sentence of the reader's language. @param word our word, `YYYY-MM-DD` */
export function decisionSentence(item: Item, word: string | null, reader: Reader): string {
  const { decision, findings } = item;
  const { say, locale } = reader;
  switch (decision.do) {
    case 'write':
      return say('decided.write', { letter: label(say, 'letters', decision.letter) });
    case 'hold':
      return heldSentence(decision.why, reader);
    case 'hand_over':
      return callSentence(decision.because, say);
    case 'nothing':
      if (findings.length === 0)
        return say(FINISHED.has(item.stage_kind) ? 'decided.finished' : 'decided.quiet');
      return word === null ? say('decided.told') : say('decided.told_word', { word: dayIn(word, locale) });
  }
}

export const heldSentence = (hold: LetterHold, reader: Reader): string => holdWords(hold, toldReader(reader));

export const callSentence = (because: HandOverCode, say: Say): string => say(`decided.calls.${because}`);

const FINISHED: ReadonlySet<string> = new Set(['done', 'cancelled', 'ready']);

/** One thing that was found, with its evidence, in a sentence. */
export function findingSentence(found: ItemFinding, say: Say, locale: string): string {
  const { kind } = found;
  const values: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(found))
    if (typeof value === 'string') values[name] = isDay(value) ? dayIn(value, locale) : value;
    else if (typeof value === 'number') values.count = value;
  const key = kind === 'word_due' && found.broken === true ? 'found.word_broken' : `found.${kind}`;
  const because =
    typeof found.because === 'string' ? ` ${said(say, `found.because.${found.because}`, values, '')}` : '';
  const expected = values.expected === undefined ? '' : ` ${say('found.expected', values)}`;
  const line = values.line === undefined ? '' : ` ${say('found.line', values)}`;
  if (typeof values.was === 'string') values.was = label(say, 'ends', values.was);
  return said(say, key, values, label(say, 'findings', kind)) + because + line + expected;
}

/** A sentence, or what stands for it where a code has none. */
function said(
  say: Say,
  key: string,
  values: Readonly<Record<string, string | number>>,
  otherwise: string,
): string {
  if (say.has(key) || say.has(`${key}.other`)) return say(key, values).trim();
  return otherwise;
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
