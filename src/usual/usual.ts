import { z } from 'zod';
import { type Day, dayOf, type Instant, instantOf } from '../calendar/time.ts';
import { ITEM_KINDS } from '../customer/ids.ts';
import type { KnownHistory } from './fate.ts';
import { binsBetween, dayOfHalf, endOf, halfDay, halfDayAt, type WorkTime } from './half-days.ts';
import { holds, type Lesson, lessonsOf } from './lessons.ts';
import { emptySaid, saidSchema } from './recalibrate.ts';

/*
 * What is learned is counts alone: whole numbers that are added when something becomes known and taken away when it
 * turns out otherwise (a reopened item). So learning day by day and learning all at once give the same state, to the
 * last digit. A fate counts to the month (of 30 days) in which it began, and a month weighs half of the one 90 days
 * after it: decay costs nothing, because only the weights of months change. The open ones are kept by the half day in
 * which they began, so that whoever asks needs the state alone.
 */

/** Days that are weighed alike. */
export const MONTH = 30;
/** Months that are remembered. The oldest then weigh a twenty-fifth of the present one. */
const MOST_MONTHS = 15;
/** Hostile exports may hold endless stage names; real companies have dozens, and some lanes. */
const MOST_CELLS = 5_000;

const count = z.int();
/** How many by bin, or by half day: keys are whole numbers. */
const counts = z.record(z.string().regex(/^-?\d+$/), count);

const cellSchema = z.strictObject({
  kind: z.enum(ITEM_KINDS),
  /** Null: from the opening. */
  stage: z.string().nullable(),
  lane: z.string().nullable(),
  /** What ends it: the item is done, or the stage was left. */
  until: z.enum(['done', 'left']),
  /** By month of the beginning: how many ended after so many bins, and how many were lost sight of. */
  months: z.record(z.string().regex(/^-?\d+$/), z.strictObject({ done: counts, lost: counts })),
  /** The open ones by the half day of their beginning. */
  open: counts,
});
export type UsualCell = z.infer<typeof cellSchema>;

/** What history has taught: small (stages × lanes × bins), plain JSON, kept in the ledger. */
export const usualSchema = z.strictObject({
  version: z.literal(1),
  /** The last day that was learned from, whole; days since 1970. Null: nothing learned. */
  through: z.int().nullable(),
  cells: z.record(z.string(), cellSchema),
  /** Stages and lanes beyond the most that are kept were left out. */
  full: z.boolean(),
  said: saidSchema,
});
export type Usual = z.infer<typeof usualSchema>;

export const nothingLearned: Usual = { version: 1, through: null, cells: {}, full: false, said: emptySaid };

/** An item of which something became known. A replay gives the same history twice. */
export interface HistoryChange {
  /** As it was learned last; null when it was never learned. */
  readonly before: KnownHistory | null;
  /** As it is known now; null when it never was (a row of a test). */
  readonly after: KnownHistory | null;
}

/**
 * The state after the days up to and with `through`. `changes` are all items of which anything happened or became known
 * since the last day learned; one that did not change may be among them. `before` counts as it stood at the end of that
 * day, `after` as at the end of `through`; what either tells of later days is not looked at. Where a row told late what
 * had happened earlier, `before` has to be without it, or the item stays open here. Throws RangeError for a day before
 * the last one learned.
 */
export function learn(usual: Usual, time: WorkTime, changes: Iterable<HistoryChange>, through: Day): Usual {
  if (usual.through !== null && through < usual.through) {
    throw new RangeError('Usual times are learned forward: an earlier day was learned already.');
  }
  const learning = new Learning(usual, time, through);
  const until = lastMomentOf(time, through);
  const from = usual.through === null ? null : lastMomentOf(time, dayOf(usual.through));
  for (const { before, after } of changes) {
    const old = before === null || from === null ? [] : lessonsOf(before, time.zone, from);
    const now = after === null ? [] : lessonsOf(after, time.zone, until);
    // Most days an item enters one stage more, and all that it taught before stands.
    for (const lesson of old) if (!holds(now, lesson)) learning.count(lesson, -1);
    for (const lesson of now) if (!holds(old, lesson)) learning.count(lesson, 1);
  }
  return learning.state();
}

/** What a whole history teaches up to and with the day `through`; the same as learning it day by day. */
export const learnAll = (time: WorkTime, histories: Iterable<KnownHistory>, through: Day): Usual =>
  learn(nothingLearned, time, asChanges(histories), through);

function* asChanges(histories: Iterable<KnownHistory>): Iterable<HistoryChange> {
  for (const after of histories) yield { before: null, after };
}

const lastMomentOf = ({ zone }: WorkTime, day: Day): Instant =>
  instantOf(zone.instantOf(dayOf(day + 1), 0) - 1);

export const monthOf = (day: Day): number => Math.floor(day / MONTH);

/** Cells are copied when they are first touched: the state that was given stays as it was. */
class Learning {
  private readonly touched = new Map<string, UsualCell>();
  private readonly usual: Usual;
  private readonly time: WorkTime;
  private readonly through: Day;
  private readonly oldest: number;
  private room: number;
  private full: boolean;

  constructor(usual: Usual, time: WorkTime, through: Day) {
    this.usual = usual;
    this.time = time;
    this.through = through;
    this.oldest = monthOf(through) - MOST_MONTHS + 1;
    this.room = MOST_CELLS - Object.keys(usual.cells).length;
    this.full = usual.full;
  }

  count({ kind, lane, until, fate }: Lesson, times: 1 | -1): void {
    const since = halfDayAt(this.time, fate.since);
    const month = monthOf(dayOfHalf(since));
    if (month < this.oldest) return;
    const cell = this.cell({ kind, stage: fate.stage, lane, until });
    if (cell === null) return;
    if (fate.end === null) {
      bump(cell.open, since, times);
      return;
    }
    const bin = binsBetween(this.time.calendar, since, halfDayAt(this.time, fate.end.at));
    cell.months[month] ??= { done: {}, lost: {} };
    bump(cell.months[month][fate.end.how], bin, times);
  }

  private cell(of: Pick<UsualCell, 'kind' | 'stage' | 'lane' | 'until'>): UsualCell | null {
    const key = JSON.stringify([of.kind, of.until, of.stage, of.lane]);
    const known = this.touched.get(key);
    if (known) return known;
    const old = this.usual.cells[key];
    if (!old && this.room <= 0) {
      this.full = true;
      return null;
    }
    if (!old) this.room -= 1;
    const cell = old ? copyOf(old) : { ...of, months: {}, open: {} };
    this.touched.set(key, cell);
    return cell;
  }

  state(): Usual {
    const cells: Record<string, UsualCell> = {};
    for (const [key, cell] of Object.entries({ ...this.usual.cells, ...Object.fromEntries(this.touched) })) {
      const kept = this.young(cell);
      if (kept !== null) cells[key] = kept;
    }
    return { ...this.usual, through: this.through, cells, full: this.full };
  }

  /** Without what began before the oldest month that is remembered; null when nothing is left. */
  private young(cell: UsualCell): UsualCell | null {
    const months = Object.entries(cell.months).filter(
      ([month, { done, lost }]) => Number(month) >= this.oldest && !(isEmpty(done) && isEmpty(lost)),
    );
    const open = Object.entries(cell.open).filter(
      ([half]) => monthOf(dayOfHalf(halfDay(Number(half)))) >= this.oldest,
    );
    if (months.length === 0 && open.length === 0) return null;
    return { ...cell, months: Object.fromEntries(months), open: Object.fromEntries(open) };
  }
}

const copyOf = (cell: UsualCell): UsualCell => ({
  ...cell,
  months: Object.fromEntries(
    Object.entries(cell.months).map(([month, { done, lost }]) => [
      month,
      { done: { ...done }, lost: { ...lost } },
    ]),
  ),
  open: { ...cell.open },
});

const isEmpty = (record: Readonly<Record<string, number>>): boolean => Object.keys(record).length === 0;

function bump(record: Record<string, number>, key: number, times: number): void {
  const value = (record[key] ?? 0) + times;
  if (value === 0) delete record[key];
  else record[key] = value;
}

/** The last half day of what is known: the open ones were open until its end. */
export const knownUntil = (usual: Usual) => (usual.through === null ? null : endOf(dayOf(usual.through)));
