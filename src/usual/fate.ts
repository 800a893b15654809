import type { Day, Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { ItemKind } from '../customer/ids.ts';
import { stageKey } from '../customer/stage-key.ts';

/** How an item stopped waiting, or began again. A row that vanished, and a cancelled one, were never done. */
export type FateEnding = 'done' | 'cancelled' | 'vanished' | 'reopened';

/** All that is known of one item, with the moments at which it happened. Nothing needs to be in order. */
export interface KnownHistory {
  readonly kind: ItemKind;
  /** What usual times are told apart by: carrier, region, workshop. */
  readonly lane: string | null;
  readonly opened: Instant | null;
  readonly stages: readonly { readonly stage: string; readonly at: Instant }[];
  /** Each promised day and from when on; a day of null was its withdrawal, from null: known from the opening. */
  readonly promises: readonly { readonly day: Day | null; readonly from: Instant | null }[];
  readonly endings: readonly { readonly how: FateEnding; readonly at: Instant }[];
}

/** How long something lasted, as far as it is known: until it was done, until it was lost sight of, or open yet. */
export interface Fate {
  /** The stage that was entered; null for the item itself, from its opening. */
  readonly stage: string | null;
  readonly since: Instant;
  readonly end: { readonly how: 'done' | 'lost'; readonly at: Instant } | null;
}

/** What became of one promise. One that was moved or withdrawn before its day was over is neither kept nor broken. */
export interface PromiseFate {
  readonly day: Day;
  readonly how: 'kept' | 'broken' | 'moved' | 'lost' | 'open';
}

/** What was odd in a history. It is judged on the rest. */
export interface Oddities {
  /** Events after `now`: left out. */
  readonly future: number;
  /** Stage events that stood before an earlier one: sorted. */
  readonly outOfOrder: number;
  /** Stage events after the end: left out. */
  readonly afterEnd: number;
  /** Ended before it began: it teaches nothing. */
  readonly endedBeforeOpened: boolean;
  /** Without any stage event: it teaches by opening, promise and end alone. */
  readonly withoutEvents: boolean;
}

export interface Fates {
  /** From entering a stage, and from the opening, to done. */
  readonly toDone: readonly Fate[];
  /** From entering a stage to leaving it, for another one or done. */
  readonly stays: readonly Fate[];
  readonly promises: readonly PromiseFate[];
  readonly oddities: Oddities;
}

type Entry = KnownHistory['stages'][number];

/**
 * The fates of an item as they were known at `now`: what happened later is left out and counted, so that the same
 * history serves every day of a replay. A closing that was reopened is no end. `zone` is that of the promised day.
 */
export function fatesOf(history: KnownHistory, zone: Zone, now: Instant): Fates {
  const told = history.stages.filter(({ at }) => at <= now);
  const end = endingAt(history, now);
  const { opened } = history;
  const begun = opened !== null && opened <= now ? opened : null;
  const endedBeforeOpened = end !== null && begun !== null && end.at < begun;
  const entries = inOrder(told).filter(({ at }) => end === null || at < end.at);
  const oddities: Oddities = {
    future:
      history.stages.length -
      told.length +
      (opened !== null && begun === null ? 1 : 0) +
      lateEndings(history, now),
    outOfOrder: told.filter(({ at }, nth) => at < (told[nth - 1]?.at ?? at)).length,
    afterEnd: end === null ? 0 : told.filter(({ at }) => at > end.at).length,
    endedBeforeOpened,
    withoutEvents: told.length === 0,
  };
  if (endedBeforeOpened) return { toDone: [], stays: [], promises: [], oddities };

  const fromOpening = begun === null ? [] : [{ stage: null, since: begun, end }];
  return {
    toDone: [...fromOpening, ...entries.map(({ stage, at }) => ({ stage, since: at, end }))],
    stays: entries.map(({ stage, at }, nth) => {
      const next = entries[nth + 1];
      return { stage, since: at, end: next ? { how: 'done', at: next.at } : end };
    }),
    promises: begun === null && entries.length === 0 ? [] : promiseFates(history, zone, now, end),
    oddities,
  };
}

/** The last ending that was known, unless the item was opened again after it. At one moment the later told counts. */
function endingAt({ endings }: KnownHistory, now: Instant): Fate['end'] {
  let last: KnownHistory['endings'][number] | null = null;
  for (const ending of endings) {
    if (ending.at <= now && (last === null || ending.at >= last.at)) last = ending;
  }
  if (last === null || last.how === 'reopened') return null;
  return { how: last.how === 'done' ? 'done' : 'lost', at: last.at };
}

const lateEndings = ({ endings }: KnownHistory, now: Instant): number =>
  endings.filter(({ at }) => at > now).length;

/** Names are kept in the state: a hostile export may hold whole books in them. */
const LONGEST_NAME = 200;

/** A stage as it is learned: however it is written, as policy knows it. */
export const learnedStage = (name: string): string => stageKey(cut(name));

/** A lane as it is learned; null where it has no name. */
export function learnedLane(name: string | null): string | null {
  const lane = cut(name ?? '').trim();
  return lane === '' ? null : lane;
}

/** Never through the middle of a character: jsonb refuses half of one. */
const cut = (name: string): string => name.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, '');

/** A hostile export may tell endless events of one item; nobody's order passes so many stages. */
const MOST_ENTRIES = 500;

/**
 * By time, as told within a moment. The same stage told twice in a row was entered once, and so was one that was told
 * twice of one moment with another between.
 */
function inOrder(told: readonly Entry[]): readonly Entry[] {
  const sorted = [...told]
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_ENTRIES)
    .map(({ stage, at }) => ({ stage: learnedStage(stage), at }));
  return sorted
    .filter((entry, nth) => !toldAgain(sorted, entry, nth))
    .filter(({ stage }, nth, once) => stage !== once[nth - 1]?.stage);
}

function toldAgain(sorted: readonly Entry[], { stage, at }: Entry, nth: number): boolean {
  for (let later = nth + 1; sorted[later]?.at === at; later++) {
    if (sorted[later]?.stage === stage) return true;
  }
  return false;
}

function promiseFates(
  history: KnownHistory,
  zone: Zone,
  now: Instant,
  end: Fate['end'],
): readonly PromiseFate[] {
  const known = history.promises
    .filter(({ from }) => from === null || from <= now)
    .sort((a, b) => (a.from ?? Number.NEGATIVE_INFINITY) - (b.from ?? Number.NEGATIVE_INFINITY))
    // The same day said again is the same promise.
    .filter(({ day }, nth, sorted) => nth === 0 || day !== sorted[nth - 1]?.day);
  const today = zone.dayAt(now);
  return known.flatMap(({ day }, nth): readonly PromiseFate[] => {
    if (day === null) return [];
    const moved = known[nth + 1]?.from ?? null;
    if (moved !== null && zone.dayAt(moved) <= day && (end === null || moved <= end.at)) {
      return [{ day, how: 'moved' }];
    }
    if (end !== null && zone.dayAt(end.at) <= day) {
      return [{ day, how: end.how === 'done' ? 'kept' : 'lost' }];
    }
    return [{ day, how: today > day ? 'broken' : 'open' }];
  });
}
