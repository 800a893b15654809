import type { IsoDay } from '../../calendar/time.ts';
import type { ItemState } from '../../customer/item-state.ts';
import type { ItemFacts } from '../facts/letter.ts';
import type { ALSO, CAN, WHAT } from '../language/sentence-kinds.ts';

export type Lead = (typeof WHAT)[number];
export type Also = (typeof ALSO)[number];
export type Can = (typeof CAN)[number];

/** Which sentences tell an item's story: chosen so that each is true for exactly these facts. */
export interface ChosenSentences {
  readonly before: readonly Also[];
  readonly lead: Lead;
  /** The lead is followed by where the item stands, by its stage kind. */
  readonly tellState: boolean;
  readonly after: readonly Also[];
  readonly why: 'reason' | 'needs' | 'credit' | null;
  /** Where nobody knows why, the letter says so. */
  readonly ownsUp: boolean;
  readonly can: Can;
}

/** A letter is read in a minute: at most so many sentences stand around the lead. */
const SENTENCES_AFTER = 2;

/** How much there is to tell, and how much room for it. */
export interface StoryLength {
  readonly today: IsoDay;
  /** One item of several: each gets two or three sentences. */
  readonly brief: boolean;
}

/** Chooses the sentences about one item. */
export function storyOf(item: ItemFacts, { today, brief }: StoryLength): ChosenSentences {
  const told: ItemNow = { item, state: item.state ?? stateOfFirstEdition(item, today), today };
  const lead = LEADS[told.state](told);
  const before = beforeOf(told, lead);
  // A day or an end that was taken back after a word that was broken is a story of its own; so is what is offered after one.
  const isOfItsOwn = lead === 'withdrawn' || lead === 'day_gone' || item.ended != null || item.offerPartial;
  const least = isOfItsOwn ? 0 : 1;
  const room = brief ? 1 : Math.max(least, SENTENCES_AFTER - 2 * before.length);
  return {
    before,
    lead,
    tellState: tellsState(item, lead),
    after: wantedAfter(told, lead).slice(0, room),
    why: whyOf(lead, item),
    ownsUp: OWNS_UP.has(lead),
    can: canOf(item, lead),
  };
}

interface ItemNow {
  readonly item: ItemFacts;
  readonly state: ItemState;
  readonly today: IsoDay;
}

/** ISO days compare as text. */
const passed = (day: IsoDay | null, today: IsoDay): boolean => day !== null && day < today;

const found = ({ found: kinds }: ItemFacts, kind: ItemFacts['found'][number]): boolean =>
  kinds.includes(kind);

/** What an item in each state is told with. */
const LEADS: Readonly<Record<ItemState, (told: ItemNow) => Lead>> = {
  over: ({ item }) => (found(item, 'cancelled') ? 'cancelled' : found(item, 'shipped') ? 'shipped' : 'done'),
  ready: ({ item: { nth = 0, since } }) => (nth === 0 || since === null ? 'ready' : 'ready_still'),
  theirs: ({ item: { nth = 0, since } }) => (nth === 0 || since === null ? 'theirs' : 'theirs_still'),
  on_hold: ({ item: { nth = 0 } }) => (nth === 0 ? 'on_hold' : 'on_hold_still'),
  broken: brokenLead,
  at_risk: riskLead,
  stalled: stalledLead,
  silent: (told) => datedLead(told) ?? noteLead(told.item),
  on_course: (told) => {
    const { item } = told;
    const dated = datedLead(told);
    if (dated) return dated;
    if (found(item, 'moving_again') || found(item, 'shipment_left')) return 'moving_again';
    if (item.ended != null) return item.promisedFor === null ? 'note' : 'half_time';
    if (found(item, 'word_due')) return item.promisedFor === null ? 'word_undated' : 'word_on_course';
    return item.promisedFor === null ? noteLead(item) : 'half_time';
  },
};

const noteLead = ({ nth = 0 }: ItemFacts): Lead => (nth === 0 ? 'note' : 'note_again');

/** Letters of the first edition tell what was found, and no state. */
function stateOfFirstEdition(item: ItemFacts, today: IsoDay): ItemState {
  if (item.stageKind === 'awaiting_customer' || found(item, 'waiting_for_customer')) return 'theirs';
  if (item.stageKind === 'awaiting_credit') return 'on_hold';
  if (found(item, 'moving_again')) return 'on_course';
  if (passed(item.promisedFor, today)) return 'broken';
  if (found(item, 'promise_at_risk') || found(item, 'needed_by_at_risk')) return 'at_risk';
  if (found(item, 'stage_overrun')) return 'stalled';
  return found(item, 'long_silence') ? 'silent' : 'on_course';
}

/** A letter that follows another about the same does not say the same: two ways of having no news take turns. */
const noNews = ({ nth = 0 }: ItemFacts): Lead => (nth % 2 === 1 ? 'no_news' : 'no_news_still');

function brokenLead({ item }: ItemNow): Lead {
  const { nth = 0, quiet = false, stageKind, promisedFor } = item;
  const isTravelling = stageKind === 'in_transit';
  if (promisedFor === null) return 'still_late';
  if (nth === 0) return isTravelling ? 'late_on_its_way' : 'late';
  if (found(item, 'shipment_left')) return isTravelling ? 'late_now_on_its_way' : 'late_part_on_its_way';
  if (found(item, 'moving_again')) return isTravelling ? 'late_now_on_its_way' : 'still_late_moved';
  if (!quiet) return 'still_late';
  // What is on its way has not stopped moving.
  return isTravelling && nth % 2 === 0 ? 'late_on_its_way' : noNews(item);
}

function riskLead(told: ItemNow): Lead {
  const { item, today } = told;
  const { nth = 0, quiet = false, certain = false, promisedFor, neededBy } = item;
  const dated = datedLead(told);
  if (dated) return dated;
  if (promisedFor !== null && (found(item, 'promise_at_risk') || neededBy === null)) {
    if (nth > 0) return quiet && nth % 2 === 0 ? 'no_news_still' : 'still_at_risk';
    if (certain && item.line?.due != null) return 'will_miss';
    return certain && item.carried != null && item.expected !== null ? 'shipment_late' : 'at_risk';
  }
  if (neededBy === null || (nth > 0 && quiet)) return noNews(item);
  if (passed(neededBy, today)) return 'needed_by_missed';
  return certain && item.expected !== null ? 'needed_by_will_miss' : 'needed_by_at_risk';
}

function stalledLead(told: ItemNow): Lead {
  const { item } = told;
  const { nth = 0, quiet = false, since } = item;
  const dated = datedLead(told);
  if (dated) return dated;
  if (nth > 0) return quiet ? noNews(item) : 'still_late';
  if (since === null) return 'still_late';
  return item.stageKind === 'in_transit' && item.line === null ? 'stalled_on_its_way' : 'stalled';
}

/** What became of a day that an earlier letter named. */
function datedLead({ item, today }: ItemNow): Lead | null {
  if (item.withdrawn != null) return passed(item.withdrawn, today) ? 'day_gone' : 'withdrawn';
  const { promisedBefore, promisedFor } = item;
  if (promisedFor === null || passed(promisedFor, today)) return null;
  if (found(item, 'promise_given') && item.state !== 'at_risk') return 'given';
  if (promisedBefore === null) return null;
  return promisedFor < promisedBefore ? 'moved_earlier' : 'moved_later';
}

/** States in which something of ours is late, or may be. */
const DELAYED: readonly ItemState[] = ['broken', 'at_risk', 'stalled'];

function beforeOf({ item }: ItemNow, lead: Lead): Also[] {
  if (item.ended != null) return [`not_${item.ended}`];
  if (item.brokenWord !== null) return ['broken_word'];
  if (item.callMissed != null) return ['call_missed'];
  if (lead.startsWith('word_')) return ['as_said'];
  return lead === 'still_at_risk' && item.quiet === true ? ['unchanged'] : [];
}

function wantedAfter(told: ItemNow, lead: Lead): Also[] {
  const { item, state, today } = told;
  const after: Also[] = [];
  const isDelayed = DELAYED.includes(state);
  const isMoved = lead.startsWith('moved_');
  if (item.passedDay != null && !OWN_DAY.some((one) => lead.startsWith(one))) after.push('day_passed');
  const longer = howLong(told, lead);
  if (longer) after.push(longer);
  if (lead === 'on_hold_still') after.push('undecided');
  if (state === 'on_hold' && item.withdrawn != null)
    after.push(passed(item.withdrawn, today) ? 'day_past' : 'day_off');
  if (state === 'on_hold' && item.promisedBefore !== null && item.promisedFor !== null)
    after.push('promised_for');
  if (item.line !== null && lead.startsWith('theirs')) after.push('their_line');
  if (isMoved && state === 'at_risk') after.push('new_day_at_risk');
  if (item.line !== null && !['will_miss', 'withdrawn', 'day_gone'].includes(lead) && isDelayed)
    after.push('slow_line');
  const need = needOf(told, lead);
  if (need) after.push(need);
  if (item.line?.rest != null && (lead === 'will_miss' || after.includes('slow_line')) && !tellsOfRest(item))
    after.push(item.line.rest === 'left' ? 'rest_left' : 'rest_delivered');
  if (lead === 'moving_again' && item.promisedFor !== null)
    after.push(passed(item.promisedFor, today) ? 'promise_passed' : 'promised_for');
  if (USUALLY.includes(lead) && item.usually != null) after.push('usually');
  if (!isDelayed && lead !== 'withdrawn' && lead !== 'day_gone') return after;
  if (lead === 'will_miss' || lead === 'shipment_late' || lead === 'needed_by_will_miss') return after;
  const dated = after.includes('slow_line') ? (item.line?.due ?? null) : null;
  if (item.expected !== null && item.expected >= today) {
    if (item.expected !== dated) after.push(likelyIn(item));
  } else if (dated === null && item.namedToday !== true && NO_DATE.includes(lead)) after.push('no_date');
  return after;
}

/** How the likely day is said: as a carrier's, as the arrival of what is on its way, or as the end of the work. */
function likelyIn({ carried, stageKind }: ItemFacts): 'expected' | 'expected_delivery' | 'arrives' {
  if (carried != null) return 'expected_delivery';
  return stageKind === 'in_transit' ? 'arrives' : 'expected';
}

/** The rest of it is told of by how it can be followed. */
const tellsOfRest = ({ shipments = [] }: ItemFacts): boolean => shipments.length > 0;

/** What waits for the reader, or has lost its day, says nothing of a likely one. */
const OWN_DAY: readonly string[] = ['withdrawn', 'day_gone', 'theirs'];

/** How long a stage usually lasts is worth a sentence where it stands too long, or nobody has spoken of it. */
const USUALLY: readonly Lead[] = ['stalled', 'note', 'note_again'];
const NO_DATE: readonly Lead[] = [
  ...(['late', 'late_on_its_way', 'late_part_on_its_way', 'still_late', 'still_late_moved'] as const),
  'withdrawn',
  'day_gone',
];

/** A letter without news says at least how long it has been: the one that went two before it said all else. */
function howLong({ item, state }: ItemNow, lead: Lead): Also | null {
  const { nth = 0, quiet = false, lateBy, inStageFor, line } = item;
  if (nth === 0 || !quiet) return null;
  if (state === 'broken') return lateBy === null || lateBy === 0 ? null : 'late_by';
  return state === 'stalled' && lead.startsWith('no_news') && line === null && inStageFor
    ? 'stands_for'
    : null;
}

function needOf({ item, state, today }: ItemNow, lead: Lead): Also | null {
  const { neededBy, promisedFor, expected } = item;
  if (neededBy === null || lead.startsWith('needed_by')) return null;
  const isOnCourse = lead === 'word_undated' || lead === 'word_on_course';
  if (isOnCourse && !passed(neededBy, today)) return 'needed_by_known';
  if (state !== 'broken' && state !== 'at_risk' && lead !== 'moved_later') return null;
  // That their day was missed is said once: to hear it each week helps nobody.
  if (passed(neededBy, today)) return (item.nth ?? 0) === 0 ? 'needed_by_missed' : null;
  if (promisedFor !== null && promisedFor > neededBy) return 'needed_by_lost';
  if (expected === null || expected <= neededBy) return 'needed_by_known';
  return item.certain === true ? 'needed_by_lost' : 'needed_by_risky';
}

/** Not where another sentence says it. */
function tellsState(item: ItemFacts, lead: Lead): boolean {
  if (lead === 'moving_again') return item.stageKind === 'in_transit';
  if (STANDS.includes(lead)) return true;
  if (item.line !== null) return false;
  if (lead.startsWith('no_news')) return true;
  if (lead === 'at_risk') return item.reason === 'unknown' && item.publicNote === null;
  return lead === 'still_late' && !(REASON_TELLS[item.stageKind] ?? []).includes(item.reason);
}

/** Leads that promise to say where it stands. */
const STANDS: readonly Lead[] = ['note', 'note_again', 'half_time', 'word_undated', 'still_late_moved'];

/** Reasons that say what the stage says. */
const REASON_TELLS: Readonly<Record<string, readonly string[]>> = {
  awaiting_supplier: ['supplier_late'],
  awaiting_parts: ['parts_ordered'],
  in_transit: ['carrier_delay', 'stock_transfer'],
  awaiting_stock: ['stock_transfer'],
};

/** Leads that are followed by the reason: what is late or may be, what was moved, and what was cancelled. */
const REASONED: readonly Lead[] = [
  ...(['late', 'late_on_its_way', 'still_late', 'stalled', 'stalled_on_its_way', 'at_risk'] as const),
  ...([
    'will_miss',
    'shipment_late',
    'late_part_on_its_way',
    'needed_by_at_risk',
    'needed_by_will_miss',
    'needed_by_missed',
  ] as const),
  ...(['withdrawn', 'day_gone', 'moved_later', 'cancelled'] as const),
];

/** Why is said once: a letter without news does not say it again. */
function whyOf(lead: Lead, { quiet = false }: ItemFacts): ChosenSentences['why'] {
  if (lead.startsWith('theirs')) return 'needs';
  if (lead === 'on_hold') return 'credit';
  return REASONED.includes(lead) || (lead === 'still_at_risk' && !quiet) ? 'reason' : null;
}

const OWNS_UP: ReadonlySet<Lead> = new Set<Lead>([
  ...(['late', 'late_on_its_way', 'stalled', 'stalled_on_its_way'] as const),
  ...(['still_late', 'no_news', 'no_news_still', 'withdrawn', 'day_gone'] as const),
]);

function canOf(item: ItemFacts, lead: Lead): Can {
  if (lead.startsWith('theirs')) return 'answer';
  if (lead.startsWith('ready')) return 'fetch';
  if (lead.startsWith('moved_') || lead === 'given') return 'new_day';
  if (lead === 'cancelled' || lead === 'done') return 'not_right';
  if (ASKS.includes(lead) || item.stageKind === 'in_transit' || item.offerChange === false) return 'ask';
  return (item.nth ?? 0) > 1 ? 'other_way' : 'change';
}

/** Leads after which there is nothing to change: it goes well, or is on its way, or we stand in the way ourselves. */
const ASKS: readonly Lead[] = [
  ...(['shipped', 'moving_again', 'word_on_course', 'word_undated', 'note', 'note_again'] as const),
  ...(['half_time', 'on_hold', 'on_hold_still', 'late_on_its_way', 'late_now_on_its_way'] as const),
  'stalled_on_its_way',
];
