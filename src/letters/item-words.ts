import { clean, cleanOr, cutWords, LENGTHS, safeUrl } from './clean.ts';
import { type Story, storyOf, type Telling } from './item-story.ts';
import type { ItemFacts } from './letter.ts';
import type { Sentences } from './sentences.ts';

/** One item in words, as templates see it. Days stay ISO; the filters `on`, `by`, `since`, `for`, `day` write them. */
export interface ItemWords {
  readonly kind: 'order' | 'service_job';
  /** Code of the reason, for the company's own people. */
  readonly reason: string;
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
  readonly url: string | null;
  readonly lead: string;
  readonly what: string;
  readonly why: string;
  readonly doing: string;
  /** The promised day, when this letter tells that it moved. */
  readonly new_day: string | null;
  readonly promised_for: string | null;
  readonly promised_before: string | null;
  readonly needed_by: string | null;
  readonly expected: string | null;
  readonly since: string | null;
  readonly silent_since: string | null;
  readonly broken_word: string | null;
  readonly late_by: number | null;
  readonly silent_for: number | null;
  readonly in_stage_for: number | null;
  readonly unanswered: number;
  readonly line: { readonly description: string; readonly of: number; readonly ready: number } | null;
  readonly offer_partial: boolean;
}

const WORDS_IN_SENTENCE = 4;

interface Around {
  readonly today: string;
  readonly company: string;
  readonly person: { readonly name: string };
  readonly next_word_by: string;
}

/** Puts one item into words. */
export function itemWords(item: ItemFacts, telling: Telling, around: Around, say: Sentences): ItemWords {
  const words = fieldsOf(item, nameOf(item, around, say));
  const context = { ...around, item: words };
  const story = storyOf(item, telling);
  words.lead = story.lead;
  words.new_day = story.lead.startsWith('promise_moved') ? item.promisedFor : null;
  words.what = whatOf(item, story, context, say);
  return Object.assign(words, whyAndDoing(item, story, noteOf(item), context, say));
}

type Names = Pick<ItemWords, 'number' | 'your' | 'plain' | 'thing' | 'name' | 'name_mid' | 'name_about'>;

/** All fields in one literal: an object put together of spreads is many times slower to make and to read. */
function fieldsOf(item: ItemFacts, names: Names): { -readonly [Key in keyof ItemWords]: ItemWords[Key] } {
  return {
    number: names.number,
    your: names.your,
    plain: names.plain,
    thing: names.thing,
    name: names.name,
    name_mid: names.name_mid,
    name_about: names.name_about,
    lead: '',
    what: '',
    why: '',
    doing: '',
    new_day: null,
    kind: item.kind,
    reason: cleanOr(item.reason, LENGTHS.number, 'unknown'),
    url: safeUrl(item.url),
    promised_for: item.promisedFor,
    promised_before: item.promisedBefore,
    needed_by: item.neededBy,
    expected: item.expected,
    since: item.since,
    silent_since: item.silentSince,
    broken_word: item.brokenWord,
    late_by: item.lateBy,
    silent_for: item.silentFor,
    in_stage_for: item.inStageFor,
    unanswered: item.unanswered,
    line: item.line && {
      ...item.line,
      description: cutWords(cleanOr(item.line.description, LENGTHS.inSentence, '…'), 6),
    },
    offer_partial: item.offerPartial && item.line !== null && item.line.ready > 0,
  };
}

function nameOf(item: ItemFacts, around: Around, say: Sentences): Names {
  const number = cleanOr(item.number, LENGTHS.number, cleanOr(item.id, LENGTHS.number, '…'));
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
  };
}

function shortThing(item: ItemFacts, thing: string): string {
  const fits = thing.split(' ').length <= WORDS_IN_SENTENCE;
  const named = fits ? thing : (clean(item.asset, LENGTHS.inSentence) ?? thing);
  return cutWords(cleanOr(named, LENGTHS.inSentence, ''), WORDS_IN_SENTENCE);
}

function thingOf(item: ItemFacts): string | null {
  const thing = clean(item.thing, LENGTHS.thing);
  const asset = clean(item.asset, LENGTHS.thing);
  if (asset === null || thing === null || asset === thing) return thing ?? asset;
  return clean(`${asset}, ${thing}`, LENGTHS.thing);
}

function noteOf(item: ItemFacts): string | null {
  const note = clean(item.publicNote, LENGTHS.note);
  return note === null || /[.?!…]$/u.test(note) ? note : `${note}.`;
}

function whatOf(item: ItemFacts, story: Story, context: object, say: Sentences): string {
  const sentences = [
    ...story.before.map((also) => say.also[also](context)),
    say.what[story.lead](context),
    ...(story.tellState ? [say.state[item.stageKind](context)] : []),
    ...story.after.map((also) => say.also[also](context)),
  ];
  return sentences.filter(Boolean).join(' ');
}

function whyAndDoing(
  item: ItemFacts,
  story: Story,
  note: string | null,
  context: object,
  say: Sentences,
): { why: string; doing: string } {
  const lookingAfter = say.looking_after(context);
  const noted = (why: string): string => (note === null ? why : `${why} ${note}`);
  switch (story.why) {
    case 'silence':
    case 'moved_earlier':
    case 'moving_again':
    case 'on_course':
      return { why: noted(say.why[story.why](context)), doing: lookingAfter };
    case 'customer':
      return reasonWords('customer_approval', noted, context, say);
    case 'credit':
      return reasonWords('credit_hold', noted, context, say);
    case 'reason':
      // The company's own note is a better answer than "we do not know".
      if (item.reason === 'unknown' && note !== null) return { why: note, doing: lookingAfter };
      return reasonWords(item.reason, noted, context, say);
  }
}

function reasonWords(code: string, noted: (why: string) => string, context: object, say: Sentences) {
  const known = Object.hasOwn(say.reasons, code) ? say.reasons[code] : undefined;
  const reason = known ?? say.reasons.unknown;
  return { why: noted(reason.why(context)), doing: reason.doing(context) };
}
