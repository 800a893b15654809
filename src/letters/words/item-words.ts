import type { ItemKind } from '../../customer/ids.ts';
import type { ItemFacts } from '../facts/letter.ts';
import { clean, cleanOr, cutWords, LENGTHS, safeUrl } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type Around, type ItemNames, namesOf } from './item-names.ts';
import { type Story, storyOf, type Telling } from './item-story.ts';

/** One item in words, as templates see it. Days stay ISO; the filters `on`, `by`, `since`, `for`, `day` write them. */
export interface ItemWords extends ItemNames {
  readonly kind: ItemKind;
  /** Code of the reason. */
  readonly reason: string;
  /** The reason in a few words, for the company's own people. */
  readonly reason_told: string;
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

/** Puts one item into words. */
export function itemWords(item: ItemFacts, telling: Telling, around: Around, say: Sentences): ItemWords {
  const words = fieldsOf(item, namesOf(item, around, say));
  const context = { ...around, item: words };
  const story = storyOf(item, telling);
  words.lead = story.lead;
  words.new_day = story.lead.startsWith('promise_moved') ? item.promisedFor : null;
  words.reason_told = reasonTold(words.reason, say);
  const note = noteOf(item);
  const waits = story.why === 'reason' ? waitsOf(item, note, say) : null;
  // Where the stage is the why, it is not said twice.
  words.what = whatOf(item, waits === null ? story : { ...story, tellState: false }, context, say);
  return Object.assign(words, whyAndDoing(item, story, note, context, say));
}

/** All fields in one literal: an object put together of spreads is many times slower to make and to read. */
function fieldsOf(item: ItemFacts, names: ItemNames): { -readonly [Key in keyof ItemWords]: ItemWords[Key] } {
  return {
    number: names.number,
    your: names.your,
    plain: names.plain,
    thing: names.thing,
    name: names.name,
    name_mid: names.name_mid,
    name_about: names.name_about,
    again: names.again,
    lead: '',
    what: '',
    why: '',
    doing: '',
    new_day: null,
    kind: item.kind,
    reason: cleanOr(item.reason, LENGTHS.number, 'unknown'),
    reason_told: '',
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
      return reasonWords(item.reason, noted, context, say, waitsOf(item, note, say));
  }
}

function reasonWords(
  code: string,
  noted: (why: string) => string,
  context: object,
  say: Sentences,
  waits: Sentences['waits'][keyof Sentences['waits']] | null = null,
) {
  const reason = waits ?? knownReason(code, say) ?? say.reasons.unknown;
  return { why: noted(reason.why(context)), doing: reason.doing(context) };
}

const knownReason = (code: string, say: Sentences) =>
  Object.hasOwn(say.reasons, code) ? say.reasons[code] : undefined;

/** A stage that tells what the item waits for is a better why than "we do not know"; a note is better still. */
function waitsOf({ reason, stageKind }: ItemFacts, note: string | null, say: Sentences) {
  if (reason === 'unknown' ? note !== null : knownReason(reason, say) !== undefined) return null;
  const waits: Partial<Record<string, Sentences['waits'][keyof Sentences['waits']]>> = say.waits;
  return waits[stageKind] ?? null;
}

/** A code that the phrases do not know is shown as it is: the company's own people know their codes. */
function reasonTold(code: string, say: Sentences): string {
  const told = Object.hasOwn(say.staff.reasons, code) ? say.staff.reasons[code] : undefined;
  return told?.({}) ?? code;
}
