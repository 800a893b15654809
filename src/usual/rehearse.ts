import { type Day, dayOf, type Instant, MINUTE } from '../calendar/time.ts';
import { push } from '../grouped.ts';
import { type Chance, chanceOfLate, firstJudgedDay, type OpenItem } from './chance.ts';
import { fatesOf, type KnownHistory } from './fate.ts';
import type { WorkTime } from './half-days.ts';
import { KnownTimes } from './known-times.ts';
import { type PromiseOutcome, type SaidChances, type Saying, say, settle } from './recalibrate.ts';
import { learn, nothingLearned, type Usual } from './usual.ts';

/** An item of a history, under a key that no other has. */
export interface Rehearsed {
  readonly key: string;
  readonly history: KnownHistory;
}

/** One promise as it was judged on a morning, by what was known on the evening before. */
export interface JudgedPromise extends Rehearsed {
  readonly promised: Day;
  /** Whether this is the first morning on which it is judged. */
  readonly first: boolean;
  readonly chance: Chance;
}

export interface Morning {
  readonly day: Day;
  readonly now: Instant;
  readonly times: KnownTimes;
  readonly judged: readonly JudgedPromise[];
}

/** When a morning asks: before noon, so that all of the day is ahead. Milliseconds after midnight. */
const ASKED_AT = 9 * 60 * MINUTE;
/** Longer ago teaches nothing any more; a hostile date must not make a rehearsal endless. */
const LONGEST = 900;

/**
 * Walks through a history day by day: each day learns what was known by the evening before, each working morning judges
 * the promises that are due to be judged (`firstJudgedDay`) and says their chances, and what became of them is settled
 * as it becomes known. Nothing is ever seen ahead of its day. Gives each working morning, and at the end the state
 * after `through`, recalibration included. Only the last 900 days are walked.
 */
export function* rehearse(
  time: WorkTime,
  items: readonly Rehearsed[],
  warnBefore: number,
  through: Day,
): Generator<Morning, Usual> {
  const plan = planOf(time, items, warnBefore, through);
  const byKey = new Map(items.map((item) => [item.key, item]));
  let usual = nothingLearned;
  for (let today = plan.first; today <= through; today = dayOf(today + 1)) {
    const now = time.zone.instantOf(today, ASKED_AT / MINUTE);
    usual = learn(usual, time, changesOf(plan.changed.get(dayOf(today - 1))), dayOf(today - 1));
    usual = { ...usual, said: settleAll(usual.said, byKey, time, today) };
    if (!time.calendar.isWorkingDay(today)) continue;
    const times = new KnownTimes(usual, time);
    const judged = (plan.due.get(today) ?? []).flatMap((due) => judge(times, due, today, now));
    usual = { ...usual, said: say(usual.said, judged.flatMap(sayingOf)) };
    yield { day: today, now, times, judged };
  }
  return learn(usual, time, changesOf(plan.changed.get(through)), through);
}

interface Due extends Rehearsed {
  readonly promised: Day;
  readonly first: Day;
}

interface Plan {
  readonly first: Day;
  readonly changed: ReadonlyMap<Day, readonly Rehearsed[]>;
  readonly due: ReadonlyMap<Day, readonly Due[]>;
}

function planOf(time: WorkTime, items: readonly Rehearsed[], warnBefore: number, through: Day): Plan {
  const earliest = dayOf(through - LONGEST);
  const changed = new Map<Day, Rehearsed[]>();
  const due = new Map<Day, Due[]>();
  let first = through;
  for (const item of items) {
    const days = momentsOf(item.history).map((at) => time.zone.dayAt(at));
    for (const day of new Set(days.map((day) => (day < earliest ? earliest : day)))) {
      if (day > through) continue;
      push(changed, day, item);
      if (day < first) first = day;
    }
    for (const promised of new Set(item.history.promises.map(({ day }) => day))) {
      if (promised === null || promised < earliest) continue;
      const begins = firstJudgedDay(time.calendar, promised, warnBefore);
      const one = { ...item, promised, first: begins };
      for (let day = begins; day <= promised && day <= through; day = dayOf(day + 1)) push(due, day, one);
    }
  }
  return { first, changed, due };
}

const momentsOf = ({ opened, stages, endings }: KnownHistory): readonly Instant[] => [
  ...(opened === null ? [] : [opened]),
  ...stages.map(({ at }) => at),
  ...endings.map(({ at }) => at),
];

const changesOf = (items: readonly Rehearsed[] = []) =>
  items.map(({ history }) => ({ before: history, after: history }));

/** Nothing, where the item was not open this morning, or the promise was for another day by then. */
function judge(times: KnownTimes, due: Due, today: Day, now: Instant): readonly JudgedPromise[] {
  const { key, history, promised, first } = due;
  const { zone } = times.time;
  const fates = fatesOf(history, zone, now);
  const open = fates.promises.some(({ day, how }) => day === promised && how === 'open');
  const standing = standingOf(history, fates);
  if (!open || standing === null) return [];
  const chance = chanceOfLate(times, standing, promised, now);
  return [{ key, history, promised, first: today === first, chance }];
}

/** Where an open item stands by its fates; null when it is not open. */
function standingOf(
  { kind, lane }: KnownHistory,
  { toDone }: Pick<ReturnType<typeof fatesOf>, 'toDone'>,
): OpenItem | null {
  const last = toDone.at(-1);
  if (!last || last.end !== null) return null;
  const opened = toDone.find(({ stage }) => stage === null)?.since ?? null;
  return { kind, lane, stage: last.stage, since: last.stage === null ? null : last.since, opened };
}

const sayingOf = ({ key, history, promised, chance }: JudgedPromise): readonly Saying[] =>
  chance.how === 'known' ? [{ key, kind: history.kind, promised, late: chance.said }] : [];

/** What became by this morning of the promises of which something was said. */
function settleAll(
  said: SaidChances,
  byKey: ReadonlyMap<string, Rehearsed>,
  { zone }: WorkTime,
  today: Day,
): SaidChances {
  const midnight = zone.instantOf(today, 0);
  const outcomes = Object.keys(said.waiting).flatMap((key): readonly PromiseOutcome[] => {
    const item = byKey.get(key);
    const fates = item ? fatesOf(item.history, zone, midnight).promises : [];
    return fates.map(({ day, how }) => ({ key, promised: day, how }));
  });
  return settle(said, outcomes, today);
}
