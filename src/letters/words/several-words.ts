import { byNumber } from '../facts/by-number.ts';
import { GROUPS } from '../language/sentence-kinds.ts';
import type { Sentences } from '../language/sentences.ts';
import type { PersonWords } from './common-words.ts';
import type { Lead } from './item-story.ts';
import type { ItemWords } from './item-words.ts';

/** A letter about several things: those that stand alike together, each in a line of a list. */
export interface SeveralWords {
  readonly opening: string;
  /** Nothing changed about any of them since the letter before; null: something did. */
  readonly unchanged: string | null;
  /** What stands how, in one line. */
  readonly summary: string;
  /** Null: the sentences about each are short enough, and no two things stand alike. */
  readonly groups: readonly GroupWords[] | null;
  /** Who finds out about what is late; null: nobody has been given to, or several people have. */
  readonly doing: string | null;
  readonly can: string;
}

interface GroupWords {
  readonly label: string;
  readonly lines: readonly { readonly text: string; readonly url: string | null }[];
  /** Said once below the list where all of it wait for the same. */
  readonly why: string | null;
}

type LeadGroup = (typeof GROUPS)[number];

const GROUP_OF: Readonly<Record<Lead, LeadGroup>> = {
  late: 'late',
  late_on_its_way: 'late',
  still_late: 'still_late',
  still_late_moved: 'still_late',
  no_news: 'still_late',
  no_news_still: 'still_late',
  late_now_on_its_way: 'on_its_way',
  late_part_on_its_way: 'still_late',
  stalled: 'stalled',
  stalled_on_its_way: 'stalled',
  at_risk: 'at_risk',
  will_miss: 'at_risk',
  shipment_late: 'at_risk',
  needed_by_at_risk: 'at_risk',
  needed_by_will_miss: 'at_risk',
  needed_by_missed: 'at_risk',
  still_at_risk: 'at_risk',
  withdrawn: 'withdrawn',
  day_gone: 'withdrawn',
  moved_later: 'moved',
  moved_earlier: 'moved',
  given: 'moved',
  moving_again: 'on_course',
  word_on_course: 'on_course',
  word_undated: 'on_course',
  note: 'on_course',
  note_again: 'on_course',
  half_time: 'on_course',
  theirs: 'theirs',
  theirs_still: 'theirs',
  on_hold: 'on_hold',
  on_hold_still: 'on_hold',
  ready: 'ready',
  ready_still: 'ready',
  shipped: 'on_its_way',
  cancelled: 'cancelled',
  done: 'done',
};

/** So many words about single things leave room for the rest of a letter that is read in a minute. */
const WORDS_ABOUT_EACH = 60;

/**
 * Puts several things together, the weightiest group first, and the numbers of each in their natural order.
 * @param context with `count`: how many there are, those beyond what is told too
 * @param finder who finds out about all that is late, null: nobody; `again` when they were asked before this letter
 */
export function severalWords(
  told: readonly ItemWords[],
  context: object,
  { noNews, finder, again }: { noNews: boolean; finder: PersonWords | null; again: boolean },
  say: Sentences,
): SeveralWords {
  const together = groupsOf(told);
  return {
    opening: say.several.opening[mixOf(told)](context),
    unchanged: noNews ? say.also.unchanged(context) : null,
    doing: finder && say.several[again ? 'still_finds_out' : 'finds_out']({ ...context, person: finder }),
    summary: together
      .map(
        ([group, alike]) =>
          `${say.several.labels[group](context)} ${alike.map(({ number }) => number).join(', ')}.`,
      )
      .join(' '),
    groups: fitsInSentences(told, together) ? null : together.map((group) => groupWords(group, context, say)),
    can: told.some(({ offer_change }) => offer_change) ? say.several.can(context) : say.can.ask(context),
  };
}

function groupsOf(told: readonly ItemWords[]): readonly (readonly [LeadGroup, readonly ItemWords[]])[] {
  return GROUPS.flatMap((group) => {
    const alike = told.filter(({ lead }) => GROUP_OF[lead] === group);
    if (alike.length === 0) return [];
    return [[group, alike.toSorted((a, b) => byNumber.compare(a.number, b.number))] as const];
  });
}

function mixOf(items: readonly ItemWords[]): keyof Sentences['several']['opening'] {
  const [first] = items;
  return first && items.every(({ kind }) => kind === first.kind) ? first.kind : 'mixed';
}

function fitsInSentences(told: readonly ItemWords[], groups: readonly unknown[]): boolean {
  const text = told.map(({ what, why, partial }) => `${what} ${why ?? ''} ${partial ?? ''}`).join(' ');
  return groups.length === told.length && text.trim().split(/\s+/).length <= WORDS_ABOUT_EACH;
}

function groupWords(
  [group, alike]: readonly [LeadGroup, readonly ItemWords[]],
  around: object,
  say: Sentences,
): GroupWords {
  const [first] = alike;
  const why = first && alike.length > 1 && alike.every((one) => one.why === first.why) ? first.why : null;
  const lineOf = (item: ItemWords): string =>
    [
      say.several.lines[group]({ ...around, item }),
      item.ended && say.also[`not_${item.ended}`]({ ...around, item }),
      item.call_missed && say.also.call_missed({ ...around, item }),
      item.passed_day && say.also.day_passed({ ...around, item }),
      why === null ? item.why : null,
      item.partial,
      ...item.shipments.map(({ told }) => told),
    ]
      .filter(Boolean)
      .join(' ');
  return {
    label: say.several.labels[group](around),
    lines: alike.map((item) => ({ text: lineOf(item), url: followedAt(item) })),
    why,
  };
}

/** One link for a line: where its shipment can be followed, else where the item stands. */
const followedAt = ({ shipments, url }: ItemWords): string | null =>
  shipments.find((shipment) => shipment.url !== null)?.url ?? url;
