import type { ItemFacts } from '../facts/letter.ts';
import { clean, cleanOr, cutWords, LENGTHS } from '../language/clean.ts';
import { NO_BREAK } from '../language/days.ts';
import type { Sentences } from '../language/sentences.ts';

/** What a letter calls an item, in the forms that sentences need. */
export interface ItemNames {
  readonly number: string;
  /** "Your order", "Your service request". */
  readonly your: string;
  /** "order 1042 (wedding suit)", for the company's own people. */
  readonly plain: string;
  /** What it is, for a subject or a list; may be long. */
  readonly thing: string | null;
  /** "Your order 1042 (wedding suit)" at the start of a sentence, in its middle, and after "about". */
  readonly name: string;
  readonly name_mid: string;
  readonly name_about: string;
  /** "it", or the bare noun where a language needs one. */
  readonly again: string;
}

/** What every sentence about an item may name besides it. */
export interface NamedAround {
  readonly today: string;
  readonly company: string;
  readonly person: { readonly name: string };
  readonly next_word_by: string | null;
}

/** A sentence has room for so many words of what the item is. */
const WORDS_IN_SENTENCE = 4;
/** A longer number may break: it would not fit a narrow line. */
const WHOLE_NUMBER = 12;

/** Names an item. */
export function namesOf(item: ItemFacts, around: NamedAround, say: Sentences): ItemNames {
  const given = cleanOr(item.number, LENGTHS.number, cleanOr(item.id, LENGTHS.number, '…'));
  // "ZK 1042" stays on one line.
  const number = given.length <= WHOLE_NUMBER ? given.replaceAll(' ', NO_BREAK) : given;
  const thing = thingOf(item);
  // A sentence has room for a few words of what the item is; the subject carries more.
  const short = thing === null ? null : shortThing(item, thing);
  const context = { ...around, item: { number, thing: short } };
  const names = say.names[item.kind];
  return {
    number,
    your: names.your({}),
    plain: names.plain(context),
    thing,
    name: names.start(context),
    name_mid: names.mid(context),
    name_about: names.about(context),
    again: names.again({}),
  };
}

function shortThing(item: ItemFacts, thing: string): string {
  const fits = thing.split(' ').length <= WORDS_IN_SENTENCE;
  const named = fits ? thing : (clean(item.asset, LENGTHS.inSentence) ?? thing);
  return cutThing(cleanOr(named, LENGTHS.inSentence, ''));
}

/** Cut at a comma it reads as a name; cut anywhere else, it does not end in a preposition. */
function cutThing(thing: string): string {
  const cut = cutWords(thing, WORDS_IN_SENTENCE);
  if (cut === thing) return thing;
  const comma = cut.lastIndexOf(', ');
  return comma > 0 ? cut.slice(0, comma) : cut.replace(/ \p{L}{1,2}…$/u, '…');
}

function thingOf(item: ItemFacts): string | null {
  const thing = clean(item.thing, LENGTHS.thing);
  const asset = clean(item.asset, LENGTHS.thing);
  if (asset === null || thing === null || asset === thing) return thing ?? asset;
  return clean(`${asset}, ${thing}`, LENGTHS.thing);
}
