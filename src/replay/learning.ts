import { setImmediate } from 'node:timers/promises';
import type { Pool } from 'pg';
import { type Day, dayOf, type Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { ITEM_KINDS, type ItemKind } from '../customer/ids.ts';
import type { Rules } from '../policy/rules.ts';
import { fatesOf, type KnownHistory, type Oddities } from '../usual/fate.ts';
import type { WorkTime } from '../usual/half-days.ts';
import { rehearse } from '../usual/rehearse.ts';
import { nothingLearned, type Usual } from '../usual/usual.ts';
import type { SetAside } from './past/set-aside.ts';
import { type LessonOptions, type ReadLessons, readLessons } from './reading/read-lessons.ts';

/** What was learned of one kind. */
export interface LearnedOfKind {
  readonly kind: ItemKind;
  readonly items: number;
  /** Stays in stages, and times to done, that are known to their end. */
  readonly fates: number;
  /** Promises that were kept or broken, and how many of them were broken. */
  readonly promises: number;
  readonly late: number;
}

/** Why nothing was learned. */
export type NothingLearned = 'no_items' | 'too_short';

export interface Learned {
  readonly usual: Usual;
  /** Null: something was learned. */
  readonly nothing: NothingLearned | null;
  readonly days: ReadLessons['days'];
  /** Items in all; `learned` of them were read, a fair sample where they are very many. */
  readonly items: number;
  readonly sampled: boolean;
  readonly learned: number;
  readonly hasStageEvents: boolean;
  readonly kinds: readonly LearnedOfKind[];
  /** How many events or items each oddity concerns. */
  readonly oddities: Readonly<Record<keyof Oddities, number>>;
  readonly setAside: readonly SetAside[];
  readonly histories: readonly KnownHistory[];
}

/** Less than four weeks of history show only what is quick, and no rhythm. */
const SHORTEST = 28;
/** Working days before a promise on which its chance is first said, and so recalibrated. */
const WARN_BEFORE = 2;

/**
 * Learns usual times from the company's own past, as if each of its days were lived again: read over a read-only connection
 * of its own, never a round's. Everything else has its turn after each morning.
 */
export async function learnUsual(
  pool: Pool,
  rules: Rules,
  now: Instant,
  options: LessonOptions & { readonly morning?: (done: number, days: number) => void } = {},
): Promise<Learned> {
  const { histories, days, horizon, items, sampled, hasStageEvents, setAside } = await readLessons(
    pool,
    rules,
    now,
    options,
  );
  const time = { calendar: rules.calendar, zone: zoneOf(rules.company.timeZone) };
  const nothing = days === null ? 'no_items' : days.last - days.first < SHORTEST ? 'too_short' : null;
  const through = dayOf(time.zone.dayAt(horizon) - 1);
  const usual =
    nothing === null
      ? await rehearsed(time, histories, through, options.morning)
      : { ...nothingLearned, through };
  const summed = summedUp(histories, time, horizon);
  return {
    usual,
    nothing,
    days,
    items,
    sampled,
    learned: histories.length,
    hasStageEvents,
    setAside,
    histories,
    ...summed,
  };
}

/** What was said of promises still open is forgotten: it stands under items, and the next learning says it anew. */
async function rehearsed(
  time: WorkTime,
  histories: readonly KnownHistory[],
  through: Day,
  morning?: (done: number, days: number) => void,
): Promise<Usual> {
  const items = histories.map((history, nth) => ({ key: String(nth), history }));
  let first: Day | null = null;
  const mornings = rehearse(time, items, WARN_BEFORE, through);
  for (;;) {
    const step = mornings.next();
    if (step.done) return { ...step.value, said: { ...step.value.said, waiting: {} } };
    first ??= step.value.day;
    morning?.(step.value.day - first, through - first);
    await setImmediate();
  }
}

function summedUp(
  histories: readonly KnownHistory[],
  { zone }: WorkTime,
  horizon: Instant,
): Pick<Learned, 'kinds' | 'oddities'> {
  const kinds = new Map<ItemKind, { -readonly [Key in keyof LearnedOfKind]: LearnedOfKind[Key] }>();
  const oddities = { future: 0, outOfOrder: 0, afterEnd: 0, endedBeforeOpened: 0, withoutEvents: 0 };
  for (const history of histories) {
    const { kind } = history;
    const sum = kinds.get(kind) ?? { kind, items: 0, fates: 0, promises: 0, late: 0 };
    kinds.set(kind, sum);
    const fates = fatesOf(history, zone, horizon);
    sum.items += 1;
    sum.fates += [...fates.toDone, ...fates.stays].filter(({ end }) => end?.how === 'done').length;
    const broken = fates.promises.filter(({ how }) => how === 'broken').length;
    sum.late += broken;
    sum.promises += broken + fates.promises.filter(({ how }) => how === 'kept').length;
    oddities.future += fates.oddities.future;
    oddities.outOfOrder += fates.oddities.outOfOrder;
    oddities.afterEnd += fates.oddities.afterEnd;
    oddities.endedBeforeOpened += fates.oddities.endedBeforeOpened ? 1 : 0;
    oddities.withoutEvents += fates.oddities.withoutEvents ? 1 : 0;
  }
  return { kinds: ITEM_KINDS.flatMap((kind) => kinds.get(kind) ?? []), oddities };
}
