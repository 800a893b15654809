import type { IsoDay } from '../../calendar/time.ts';
import type { ItemState } from '../../customer/item-state.ts';
import type { StageKind } from '../../policy/stage-kinds.ts';
import type { ItemFacts } from '../facts/letter.ts';
import type { ALSO, CAN, WHAT } from '../language/sentence-kinds.ts';

export type Lead = (typeof WHAT)[number];
export type Also = (typeof ALSO)[number];
export type Can = (typeof CAN)[number];

/** Which sentences tell an item's story: chosen so that each is true for exactly these facts. */
export interface Story {
  readonly before: readonly Also[];
  readonly lead: Lead;
  /** The lead is followed by where the item stands, by its stage kind. */
  readonly tellState: boolean;
  readonly after: readonly Also[];
  readonly why: 'reason' | 'needs' | 'credit' | null;
  readonly can: Can;
}

/** A letter is read in a minute: at most so many sentences stand around the lead. */
const SENTENCES_AFTER = 2;

/** How much there is to tell, and how much room for it. */
export interface Telling {
  readonly today: IsoDay;
  /** One item of several: each gets two or three sentences. */
  readonly brief: boolean;
}

/** Chooses the sentences about one item. */
export function storyOf(item: ItemFacts, { today, brief }: Telling): Story {
  const lead = leadOf(item, today);
  const before: readonly Also[] =
    item.brokenWord !== null ? ['broken_word'] : item.callMissed != null ? ['call_missed'] : [];
  const room = brief ? 1 : Math.max(1, SENTENCES_AFTER - before.length);
  const after = wantedAfter(item, lead, today).slice(0, room);
  return {
    before,
    lead,
    tellState: tellsState(item, lead),
    after,
    why: whyOf(lead),
    can: canOf(item, lead),
  };
}

/** ISO days compare as text. */
const passed = (day: IsoDay | null, today: IsoDay): boolean => day !== null && day < today;

type LeadFor = (item: ItemFacts, today: IsoDay) => Lead;

const found = ({ found: kinds }: ItemFacts, kind: ItemFacts['found'][number]): boolean =>
  kinds.includes(kind);

/** What an item in each state is told with. */
const LEADS: Readonly<Record<ItemState, LeadFor>> = {
  over: (item) => (found(item, 'cancelled') ? 'cancelled' : found(item, 'shipped') ? 'shipped' : 'done'),
  ready: ({ nth = 0 }) => (nth === 0 ? 'ready' : 'ready_still'),
  theirs: ({ nth = 0 }) => (nth === 0 ? 'theirs' : 'theirs_still'),
  on_hold: ({ nth = 0 }) => (nth === 0 ? 'on_hold' : 'on_hold_still'),
  broken: brokenLead,
  at_risk: riskLead,
  stalled: stalledLead,
  silent: (item, today) => datedLead(item, today) ?? 'note',
  on_course: (item, today) => {
    const dated = datedLead(item, today);
    if (dated) return dated;
    if (found(item, 'moving_again')) return 'moving_again';
    if (found(item, 'word_due')) return item.promisedFor === null ? 'word_undated' : 'word_on_course';
    return item.promisedFor === null ? 'note' : 'half_time';
  },
};

function leadOf(item: ItemFacts, today: IsoDay): Lead {
  return LEADS[item.state ?? stateOfFirstEdition(item, today)](item, today);
}

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
function brokenLead(item: ItemFacts): Lead {
  const { nth = 0, quiet = false } = item;
  if (nth === 0) return item.stageKind === 'in_transit' ? 'late_on_its_way' : 'late';
  if (found(item, 'moving_again'))
    return item.stageKind === 'in_transit' ? 'late_now_on_its_way' : 'still_late_moved';
  if (!quiet) return 'still_late';
  return nth % 2 === 1 ? 'no_news' : 'no_news_still';
}

function riskLead(item: ItemFacts, today: IsoDay): Lead {
  const { nth = 0, quiet = false, certain = false } = item;
  const dated = datedLead(item, today);
  if (dated) return dated;
  if (nth > 0 && quiet) return nth % 2 === 1 ? 'still_at_risk' : 'no_news_still';
  if (!found(item, 'promise_at_risk')) {
    if (passed(item.neededBy, today)) return 'needed_by_missed';
    return certain && item.expected !== null ? 'needed_by_will_miss' : 'needed_by_at_risk';
  }
  return certain && item.line?.due != null ? 'will_miss' : 'at_risk';
}

function stalledLead(item: ItemFacts, today: IsoDay): Lead {
  const { nth = 0, quiet = false } = item;
  const dated = datedLead(item, today);
  if (dated) return dated;
  if (nth > 0) return quiet ? (nth % 2 === 1 ? 'no_news' : 'no_news_still') : 'still_late';
  return item.stageKind === 'in_transit' && item.line === null ? 'stalled_on_its_way' : 'stalled';
}

/** What became of a day that an earlier letter named. */
function datedLead(item: ItemFacts, today: IsoDay): Lead | null {
  if (item.withdrawn != null) return 'withdrawn';
  const { promisedBefore, promisedFor } = item;
  if (promisedBefore === null || promisedFor === null || passed(promisedFor, today)) return null;
  return promisedFor < promisedBefore ? 'moved_earlier' : 'moved_later';
}

/** States in which something of ours is late, or may be. */
const DELAYED: readonly ItemState[] = ['broken', 'at_risk', 'stalled'];

function wantedAfter(item: ItemFacts, lead: Lead, today: IsoDay): Also[] {
  const after: Also[] = [];
  const state = item.state ?? stateOfFirstEdition(item, today);
  if (item.passedDay != null && item.brokenWord === null) after.push('day_passed');
  if (lead === 'on_hold_still') after.push('undecided');
  if (item.line !== null && lead !== 'will_miss' && DELAYED.includes(state)) after.push('slow_line');
  if (lead === 'moved_later' && state === 'at_risk') after.push('new_day_at_risk');
  const need = needOf(item, lead, today);
  if (need) after.push(need);
  if (lead === 'moving_again' && item.promisedFor !== null)
    after.push(passed(item.promisedFor, today) ? 'promise_passed' : 'promised_for');
  if (lead === 'stalled' && item.usually != null) after.push('usually');
  if (lead.startsWith('moved') || lead === 'will_miss' || lead === 'needed_by_will_miss') return after;
  if (!DELAYED.includes(state)) return after;
  if (item.expected !== null && item.expected >= today) after.push('expected');
  else if (state === 'broken' && !lead.startsWith('no_news')) after.push('no_date');
  return after;
}

function needOf(item: ItemFacts, lead: Lead, today: IsoDay): Also | null {
  if (item.neededBy === null || lead.startsWith('needed_by')) return null;
  const state = item.state ?? stateOfFirstEdition(item, today);
  if (state !== 'broken' && state !== 'at_risk' && !lead.startsWith('moved_later')) return null;
  if (passed(item.neededBy, today)) return 'needed_by_missed';
  const day =
    [item.promisedFor, item.expected]
      .filter((each) => each !== null)
      .sort()
      .at(-1) ?? '';
  return day > item.neededBy ? 'needed_by_lost' : 'needed_by_known';
}

/** Not where another sentence says it. */
function tellsState(item: ItemFacts, lead: Lead): boolean {
  if (lead === 'note' || lead === 'half_time' || lead === 'word_undated' || lead === 'still_late_moved')
    return true;
  if (lead === 'moving_again') return item.stageKind !== 'in_progress';
  if (item.line !== null || REASON_TELLS[item.stageKind]?.includes(item.reason)) return false;
  return lead === 'no_news' || lead === 'still_late' || lead === 'no_news_still';
}

/** Reasons that say what the stage says. */
const REASON_TELLS: Partial<Record<StageKind, readonly string[]>> = {
  awaiting_supplier: ['supplier_late'],
  awaiting_parts: ['parts_ordered'],
  in_transit: ['carrier_delay', 'stock_transfer'],
  awaiting_stock: ['stock_transfer'],
};

/** Why is said of what is late, or may be; that nothing is known is said where somebody has been given to find out. */
function whyOf(lead: Lead): Story['why'] {
  if (lead.startsWith('theirs')) return 'needs';
  if (lead.startsWith('on_hold')) return 'credit';
  const told: readonly Lead[] = [
    ...['late', 'late_on_its_way', 'still_late', 'stalled', 'stalled_on_its_way', 'at_risk'],
    ...[
      'will_miss',
      'needed_by_at_risk',
      'needed_by_will_miss',
      'needed_by_missed',
      'withdrawn',
      'moved_later',
    ],
  ] as const;
  return told.includes(lead) ? 'reason' : null;
}

function canOf(item: ItemFacts, lead: Lead): Can {
  if (lead.startsWith('theirs')) return 'answer';
  if (lead === 'ready' || lead === 'ready_still') return 'fetch';
  if (lead.startsWith('moved')) return 'new_day';
  const asks: readonly Lead[] = [
    ...[
      'cancelled',
      'done',
      'shipped',
      'moving_again',
      'word_on_course',
      'word_undated',
      'note',
      'half_time',
    ],
    ...['on_hold', 'on_hold_still', 'late_on_its_way', 'late_now_on_its_way', 'stalled_on_its_way'],
  ] as const;
  if (asks.includes(lead) || item.stageKind === 'in_transit') return 'ask';
  return (item.nth ?? 0) > 1 ? 'other_way' : 'change';
}
