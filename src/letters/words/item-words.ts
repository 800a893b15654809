import type { ItemKind } from '../../customer/ids.ts';
import type { End } from '../../waiting/finding.ts';
import type { ItemFacts } from '../facts/letter.ts';
import { clean, cleanOr, cutWords, LENGTHS, safeUrl } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type ItemNames, type NamedAround, namesOf } from './item-names.ts';
import { type Also, type ChosenSentences, type Lead, type StoryLength, storyOf } from './item-story.ts';
import { type ShipmentWords, shipmentsInWords } from './shipment-words.ts';

/** One item in words, as templates see it. Days stay ISO; the filters `on`, `by`, `since`, `for`, `day` write them. */
export interface ItemWords extends ItemNames {
  readonly kind: ItemKind;
  /** Code of the reason. */
  readonly reason: string;
  /** The reason in a few words, for the company's own people. */
  readonly reason_told: string;
  readonly url: string | null;
  readonly lead: Lead;
  readonly what: string;
  /** Null: nobody knows why, or nothing is late. */
  readonly why: string | null;
  /** It is late, and nobody knows why. */
  readonly unexplained: boolean;
  /** The customer's own day has passed. */
  readonly need_missed: boolean;
  /** The day will be missed for certain. */
  readonly certain: boolean;
  /** Null: nobody has been given to do anything. */
  readonly doing: string | null;
  /** What the reader can do. */
  readonly can: string;
  /** What is ready may be had now; null: nothing is. */
  readonly partial: string | null;
  /** The day that a subject names: the one that it was moved to, or the likely one. */
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
  readonly withdrawn: string | null;
  readonly passed_day: string | null;
  /** How an earlier letter said that it ends (ready, done, cancelled), and on what day, when that no longer holds. */
  readonly ended: End | null;
  readonly ended_on: string | null;
  readonly call_missed: string | null;
  /** Working days in which most leave the stage. */
  readonly usually: number | null;
  /** Where and when it can be fetched, in the company's words. */
  readonly collect_at: string | null;
  /** The expected day is a carrier's: for the `whole` of what is still to come, or a `part`. */
  readonly carried: string | null;
  /** What left and was not told of before. */
  readonly shipments: readonly ShipmentWords[];
  readonly line: {
    readonly description: string;
    readonly of: number;
    readonly ready: number;
    readonly due: string | null;
  } | null;
  readonly offer_partial: boolean;
  /** The company may change or cancel it when asked. */
  readonly offer_change: boolean;
}

const NOTHING_LEFT: readonly ShipmentWords[] = [];

/** Puts one item into words. */
export function itemWords(
  told: ItemFacts,
  telling: StoryLength,
  around: NamedAround,
  say: Sentences,
): ItemWords {
  const item = withDaysAhead(told, telling.today);
  const words = fieldsOf(item, namesOf(item, around, say));
  const context = { ...around, item: words };
  const story = storyOf(item, telling);
  words.lead = story.lead;
  words.need_missed = item.promisedFor === null && item.neededBy !== null && item.neededBy < telling.today;
  words.new_day = newDay(item, story, telling.today);
  words.reason_told = reasonTold(words.reason, say);
  const note = sentenceOf(item.publicNote);
  const waits = story.why === 'reason' ? waitsOf(item, note, say) : null;
  // Where the stage is the why, it is not said twice.
  words.what = whatOf(item, waits === null ? story : { ...story, tellState: false }, context, say);
  words.why = whyFor(item, story, note, context, say);
  words.unexplained = story.ownsUp && note === null && reasonOf(item, note, say) === null;
  words.can = optionOf(item, context, say) ?? say.can[story.can](context);
  words.shipments = shipmentsInWords(item, saidBy(item, story), around, say);
  words.partial = words.offer_partial ? say.partial(context) : null;
  return words;
}

/** The days that a story names, and whether it tells that a part left: neither is said twice. */
function saidBy({ expected, line }: ItemFacts, { lead, after }: ChosenSentences) {
  const days: readonly (string | null | undefined)[] = [
    lead === 'will_miss' || after.includes('slow_line') ? line?.due : null,
    NAMES_EXPECTED.includes(lead) || after.some((also) => LIKELY.includes(also)) ? expected : null,
  ];
  return { days: days.filter((day) => day != null), part: lead === 'late_part_on_its_way' };
}

/** Sentences that name the likely day. */
const LIKELY: readonly Also[] = ['expected', 'expected_delivery', 'arrives'];
const NAMES_EXPECTED: readonly Lead[] = ['shipment_late', 'needed_by_will_miss'];

/** The choice to wait or to cancel, where the law gives it; null: it gives none, or the phrases are of before there was one. */
function optionOf({ option }: ItemFacts, context: object, say: Sentences): string | null {
  if (option == null || say.delay_option === undefined) return null;
  const around = { ...context, revised: option.revised, answer_by: option.answerBy };
  const said = say.delay_option;
  return [
    said.choice(around),
    option.silence === 'consents' ? said.silence_consents(around) : said.silence_cancels(around),
    ...(option.silence === 'cancels' && option.revised === null ? [said.no_day(around)] : []),
  ].join(' ');
}

/** A day of one line that has passed is no day to name. ISO days compare as text. */
function withDaysAhead(item: ItemFacts, today: string): ItemFacts {
  const due = item.line?.due ?? null;
  return item.line === null || due === null || due >= today
    ? item
    : { ...item, line: { ...item.line, due: null } };
}

/** A day that is at risk itself, or has passed, is no news. */
function newDay(
  { promisedFor, expected, state }: ItemFacts,
  { lead }: ChosenSentences,
  today: string,
): string | null {
  const holds =
    state !== 'at_risk' && (lead.startsWith('moved_') || lead === 'given' || lead === 'word_on_course');
  const day = holds ? promisedFor : expected;
  return day === null || day < today ? null : day;
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
    lead: 'note',
    what: '',
    why: null,
    unexplained: false,
    need_missed: false,
    certain: item.certain ?? false,
    doing: null,
    can: '',
    partial: null,
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
    withdrawn: item.withdrawn ?? null,
    passed_day: item.passedDay ?? null,
    ended: item.ended ?? null,
    ended_on: item.endedOn ?? null,
    call_missed: item.callMissed ?? null,
    usually: item.usually ?? null,
    collect_at: sentenceOf(item.collectAt ?? null),
    carried: item.carried ?? null,
    shipments: NOTHING_LEFT,
    line: item.line && {
      of: item.line.of,
      ready: item.line.ready,
      due: item.line.due ?? null,
      description: cutWords(cleanOr(item.line.description, LENGTHS.inSentence, '…'), 6),
    },
    offer_partial: item.offerPartial && item.line !== null && item.line.ready > 0,
    offer_change: item.offerChange !== false,
  };
}

/** A text of the company's that stands among our sentences ends like one. */
function sentenceOf(text: string | null): string | null {
  const said = clean(text, LENGTHS.note);
  return said === null || /[.?!…]$/u.test(said) ? said : `${said}.`;
}

function whatOf(item: ItemFacts, story: ChosenSentences, context: object, say: Sentences): string {
  const sentences = [
    ...story.before.map((also) => say.also[also](context)),
    say.what[story.lead](context),
    ...(story.tellState ? [say.state[item.stageKind](context)] : []),
    ...story.after.map((also) => say.also[also](context)),
  ];
  return sentences.filter(Boolean).join(' ');
}

/** Why it waits: what the reason's code, the stage or the company's own note says; of what nobody knows nothing is said. */
function whyFor(
  item: ItemFacts,
  story: ChosenSentences,
  note: string | null,
  context: object,
  say: Sentences,
): string | null {
  const noted = (why: string | null): string | null =>
    why === null || note === null ? (why ?? note) : `${why} ${note}`;
  switch (story.why) {
    case null:
      return noted(null);
    case 'needs':
      return noted(needOf(item, say)(context));
    case 'credit':
      return noted(say.reasons.credit_hold.why(context));
    case 'reason':
      return noted(reasonTo(story.lead, item, note, say)?.why(context) ?? null);
  }
}

/** What exactly we need: by the reason that the company gives, else by its policy; a code without a sentence is an answer. */
function needOf({ reason, needs }: ItemFacts, say: Sentences) {
  const named = (code: string) => (Object.hasOwn(say.needs, code) ? say.needs[code] : undefined);
  return named(reason) ?? named(needs ?? 'answer') ?? say.needs.answer;
}

/** That it is on its way is said by the lead, or by the day on which it is to arrive; what was cancelled waits for nothing any more. */
function reasonTo(lead: Lead, item: ItemFacts, note: string | null, say: Sentences) {
  if (item.stageKind === 'in_transit' && /on_its_way$|^shipment_late$/.test(lead))
    return knownReason(item.reason, say);
  if (lead === 'cancelled' && Object.hasOwn(say.ends, item.reason)) return say.ends[item.reason];
  return reasonOf(item, note, say);
}

/** What is known of why: the reason that is given, else what the stage itself tells. */
const reasonOf = (item: ItemFacts, note: string | null, say: Sentences) =>
  knownReason(item.reason, say) ?? waitsOf(item, note, say);

/** `unknown` is a reason to tell only where somebody has been given to find out: status-words.ts says so. */
const knownReason = (code: string, say: Sentences) =>
  code !== 'unknown' && Object.hasOwn(say.reasons, code) ? say.reasons[code] : undefined;

/** A stage that tells what the item waits for is a why too; a note is a better one. */
function waitsOf({ reason, stageKind, found }: ItemFacts, note: string | null, say: Sentences) {
  if (note !== null || found.includes('cancelled') || knownReason(reason, say) !== undefined) return null;
  const waits: Partial<Record<string, Sentences['waits'][keyof Sentences['waits']]>> = say.waits;
  return waits[stageKind] ?? null;
}

/** A code that the phrases do not know is shown as it is: the company's own people know their codes. */
function reasonTold(code: string, say: Sentences): string {
  const told = Object.hasOwn(say.staff.reasons, code) ? say.staff.reasons[code] : undefined;
  return told?.({}) ?? code;
}
