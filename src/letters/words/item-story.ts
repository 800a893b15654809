import type { IsoDay } from '../../calendar/time.ts';
import type { StageKind } from '../../policy/stage-kinds.ts';
import type { ItemFacts } from '../facts/letter.ts';
import type { ALSO, WHAT } from '../language/sentence-kinds.ts';

export type Lead = (typeof WHAT)[number];
export type Also = (typeof ALSO)[number];

/** Which sentences tell an item's story: chosen so that each is true for exactly these facts. */
export interface Story {
  readonly before: readonly Also[];
  readonly lead: Lead;
  /** The lead says where the item stands by its stage kind. */
  readonly tellState: boolean;
  readonly after: readonly Also[];
  readonly why: 'reason' | 'on_course' | 'silence' | 'moved_earlier' | 'moving_again' | 'customer' | 'credit';
}

/** A letter is read in a minute: at most so many sentences stand around the lead. */
const SENTENCES_AFTER = 2;
const DELAYS: readonly Lead[] = [
  'promise_moved_later',
  'promise_missed',
  'no_news',
  'needed_by_missed',
  'needed_by_at_risk',
  'promise_at_risk',
  'stage_overrun',
  'stage_overrun_undated',
  'on_its_way_too_long',
];

/** How much there is to tell, and how much room for it. */
export interface Telling {
  readonly today: IsoDay;
  /** Nothing changed since the letter before. */
  readonly noNews: boolean;
  /** How many letters about it went before. */
  readonly lettersBefore: number;
  /** One item of several: each gets two or three sentences. */
  readonly brief: boolean;
}

/** Chooses the sentences about one item. */
export function storyOf(item: ItemFacts, telling: Telling): Story {
  const { today, noNews, brief } = telling;
  const lead = leadOf(item, today, noNews);
  const delay = DELAYS.includes(lead);
  const before: readonly Also[] = item.brokenWord === null ? [] : ['broken_word'];
  const room = brief ? 1 : SENTENCES_AFTER - before.length;
  const wanted = delay ? afterDelay(item, lead, today) : afterOther(item, lead, telling);
  const after = wanted.slice(0, room);
  return {
    before,
    lead,
    tellState: tellsState(item, lead) && after.length < room,
    after,
    why: whyOf(item, lead, today),
  };
}

/** ISO days compare as text. */
const passed = (day: IsoDay | null, today: IsoDay): boolean => day !== null && day < today;

function leadOf(item: ItemFacts, today: IsoDay, noNews: boolean): Lead {
  const found = (kind: ItemFacts['found'][number]): boolean => item.found.includes(kind);
  if (item.stageKind === 'awaiting_customer' || found('waiting_for_customer')) {
    return item.since === null ? 'waiting_for_customer_undated' : 'waiting_for_customer';
  }
  if (item.stageKind === 'awaiting_credit') return 'credit_hold';
  if (found('moving_again')) return 'moving_again';
  if (noNews) return 'no_news';
  if (found('promise_moved') && item.promisedBefore !== null && item.promisedFor !== null) {
    if (!passed(item.promisedFor, today)) {
      return item.promisedFor < item.promisedBefore ? 'promise_moved_earlier' : 'promise_moved_later';
    }
  }
  if (passed(item.promisedFor, today)) return 'promise_missed';
  if (passed(item.neededBy, today)) return 'needed_by_missed';
  if (found('needed_by_at_risk') && item.neededBy !== null) return 'needed_by_at_risk';
  if (found('promise_at_risk') && item.promisedFor !== null) return 'promise_at_risk';
  if (found('stage_overrun')) {
    if (item.since === null) return 'stage_overrun_undated';
    // What travels does move: it is only slow.
    const travels = item.stageKind === 'in_transit' && item.kind === 'order' && item.line === null;
    return travels ? 'on_its_way_too_long' : 'stage_overrun';
  }
  if (found('long_silence')) return item.silentSince === null ? 'long_silence_undated' : 'long_silence';
  return 'word_due';
}

function afterDelay(item: ItemFacts, lead: Lead, today: IsoDay): Also[] {
  const after: Also[] = [];
  if (item.line !== null) after.push('slow_line');
  if (item.unanswered > 0) after.push('unanswered');
  if (lead === 'no_news' && passed(item.promisedFor, today)) after.push('promise_passed');
  const need = needOf(item, lead, today);
  if (need) after.push(need);
  if (lead === 'promise_moved_later') return after;
  if (item.expected !== null && item.expected >= today) after.push('expected');
  else if (lead === 'promise_missed' || lead === 'needed_by_missed') after.push('no_date');
  return after;
}

function afterOther(item: ItemFacts, lead: Lead, { today, noNews, lettersBefore }: Telling): Also[] {
  const after: Also[] = [];
  // The letter before named a day for the decision: this one does not pass over it.
  if (lead === 'credit_hold' && lettersBefore > 0) after.push('undecided');
  else if (noNews) after.push('nothing_changed');
  if (item.unanswered > 0) after.push('unanswered');
  if (lead === 'moving_again' && passed(item.promisedFor, today)) after.push('promise_passed');
  if (lead === 'moving_again' || lead.startsWith('long_silence') || lead === 'word_due') {
    if (item.promisedFor !== null && item.promisedFor >= today) after.push('promised_for');
  }
  return after;
}

function needOf(item: ItemFacts, lead: Lead, today: IsoDay): Also | null {
  if (item.neededBy === null || lead.startsWith('needed_by')) return null;
  if (passed(item.neededBy, today)) return 'needed_by_missed';
  if (item.promisedFor !== null && item.promisedFor > item.neededBy) return 'needed_by_lost';
  const late = item.expected !== null && item.expected > item.neededBy;
  return late || item.found.includes('needed_by_at_risk') ? 'needed_by_at_risk' : 'needed_by_known';
}

/** Not where another sentence says it, or unsays it: "has not moved on" does not go with "is in progress". */
function tellsState(item: ItemFacts, lead: Lead): boolean {
  if (lead === 'moving_again') return item.stageKind !== 'in_progress';
  if (lead === 'word_due' || lead.startsWith('long_silence')) return true;
  if (item.line !== null || REASON_TELLS[item.stageKind]?.includes(item.reason)) return false;
  const moves = item.stageKind === 'in_progress' || item.stageKind === 'in_transit';
  return lead === 'no_news' || (lead.startsWith('stage_overrun') && !moves);
}

/** Reasons that say what the stage says. */
const REASON_TELLS: Partial<Record<StageKind, readonly string[]>> = {
  awaiting_supplier: ['supplier_late'],
  awaiting_parts: ['parts_ordered'],
  in_transit: ['carrier_delay', 'stock_transfer'],
  awaiting_stock: ['stock_transfer'],
};

function whyOf(item: ItemFacts, lead: Lead, today: IsoDay): Story['why'] {
  if (lead.startsWith('long_silence')) return 'silence';
  if (lead.startsWith('waiting_for_customer')) return 'customer';
  if (lead === 'credit_hold') return 'credit';
  if (lead === 'moving_again') return 'moving_again';
  if (lead === 'promise_moved_earlier') return 'moved_earlier';
  return item.reason === 'unknown' && !isLate(item, today) ? 'on_course' : 'reason';
}

/** Whether these facts show any delay at all; silence alone is none. */
function isLate(item: ItemFacts, today: IsoDay): boolean {
  const late: readonly ItemFacts['found'][number][] = [
    'promise_missed',
    'promise_at_risk',
    'needed_by_at_risk',
    'promise_moved',
    'stage_overrun',
  ];
  return (
    item.line !== null ||
    passed(item.promisedFor, today) ||
    passed(item.neededBy, today) ||
    item.found.some((kind) => late.includes(kind))
  );
}

/** Nothing of the item is late yet, but a day may be missed. */
export const onlyAtRisk = (item: ItemFacts, lead: string, today: IsoDay): boolean =>
  lead.endsWith('_at_risk') ||
  (lead === 'no_news' &&
    item.found.some((kind) => kind.endsWith('_at_risk')) &&
    !item.found.includes('stage_overrun') &&
    !passed(item.promisedFor, today) &&
    !passed(item.neededBy, today));
