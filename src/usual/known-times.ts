import { dayOf } from '../calendar/time.ts';
import type { ItemKind } from '../customer/ids.ts';
import { Curve, drawnTo, type Hazard, hazardOf } from './curve.ts';
import { learnedLane, learnedStage } from './fate.ts';
import { binsBetween, type HalfDay, halfDay, type WorkTime } from './half-days.ts';
import { recalibration, saidAndCame } from './recalibrate.ts';
import { knownUntil, MONTH, monthOf, type Usual, type UsualCell } from './usual.ts';

/** Days in which the weight of what was seen falls by half. */
const HALF_LIFE = 90;

/** What one cell, or all of a stage or kind together, tells: by weight for the curve, and by number for people. */
interface CellSums {
  readonly weighted: { readonly done: number[]; readonly unseen: number[] };
  readonly done: number[];
  readonly open: number[];
  readonly lost: number[];
}

/** One level of what is known: a lane, a stage, or a kind. */
export class Level {
  readonly hazard: Hazard;
  private readonly seen: CellSums;
  private readonly counted: Hazard;

  constructor(seen: CellSums) {
    this.seen = seen;
    this.hazard = hazardOf(seen.weighted);
    this.counted = hazardOf({ done: seen.done, unseen: sumOf(seen.open, seen.lost) });
  }

  /** How many were seen to their end. */
  get known(): number {
    return total(this.seen.done, 0);
  }

  /** How many of them, and of the open and lost ones, lasted so many bins and were seen in the next. */
  atRisk(bin: number): number {
    return this.counted.atRisk[bin] ?? 0;
  }

  /** Of those that lasted `elapsed` bins and of which it is known: how many lasted at least `bins`. */
  lasted(elapsed: number, bins: number): { readonly items: number; readonly longer: number } {
    const { done, open } = this.seen;
    const longer = total(done, bins) + total(open, bins);
    return { items: total(done, elapsed) - total(done, bins) + longer, longer };
  }
}

/** What is known of one stage and lane. */
export interface KnownStage {
  readonly lane: Level | null;
  readonly stage: Level;
  /** Null for the time from the opening, which has no level above. */
  readonly kind: Level | null;
  readonly curve: Curve;
}

/**
 * The curves of a state, made when they are asked for and kept: one of these serves a whole round.
 * A lane is drawn to its stage, a stage to its kind (all stages of it together).
 */
export class KnownTimes {
  readonly usual: Usual;
  readonly time: WorkTime;
  private readonly cells = new Map<string, UsualCell[]>();
  private readonly levels = new Map<string, Level>();
  private readonly stages = new Map<string, KnownStage>();
  private readonly recalibrations = new Map<ItemKind, (late: number) => number>();

  constructor(usual: Usual, time: WorkTime) {
    this.usual = usual;
    this.time = time;
    for (const cell of Object.values(usual.cells)) {
      push(this.cells, keyOf(cell.until, cell.kind), cell.stage === null ? null : cell);
      push(this.cells, keyOf(cell.until, cell.kind, cell.stage), cell);
      if (cell.lane !== null) push(this.cells, keyOf(cell.until, cell.kind, cell.stage, cell.lane), cell);
    }
  }

  /** The time from entering the stage (null: from the opening) in this lane to done. */
  toDone(kind: ItemKind, stage: string | null, lane: string | null): KnownStage {
    return this.stage('done', kind, stage === null ? null : learnedStage(stage), learnedLane(lane));
  }

  /** The time from entering the stage to leaving it. */
  stay(kind: ItemKind, stage: string): KnownStage {
    return this.stage('left', kind, learnedStage(stage), null);
  }

  /** What a said chance of lateness really meant lately. */
  recalibrated(kind: ItemKind, late: number): number {
    let known = this.recalibrations.get(kind);
    if (!known) {
      known = recalibration(saidAndCame(this.usual.said, kind));
      this.recalibrations.set(kind, known);
    }
    return known(late);
  }

  private stage(
    until: UsualCell['until'],
    kind: ItemKind,
    stage: string | null,
    lane: string | null,
  ): KnownStage {
    const key = keyOf(until, kind, stage, lane);
    const kept = this.stages.get(key);
    if (kept) return kept;
    // How long one stage lasts says nothing about another one.
    const above = stage === null || until === 'left' ? null : this.level(keyOf(until, kind));
    const own = this.level(keyOf(until, kind, stage));
    const inLane = lane === null ? null : this.level(keyOf(until, kind, stage, lane));
    const drawn = above ? drawnTo(own.hazard, above.hazard) : own.hazard;
    const known = {
      lane: inLane,
      stage: own,
      kind: above,
      curve: new Curve(inLane ? drawnTo(inLane.hazard, drawn) : drawn),
    };
    this.stages.set(key, known);
    return known;
  }

  private level(key: string): Level {
    const kept = this.levels.get(key);
    if (kept) return kept;
    const level = new Level(this.seen(this.cells.get(key) ?? []));
    this.levels.set(key, level);
    return level;
  }

  private seen(cells: readonly UsualCell[]): CellSums {
    const seen: CellSums = { weighted: { done: [], unseen: [] }, done: [], open: [], lost: [] };
    const until = knownUntil(this.usual);
    if (until === null) return seen;
    for (const { months, open } of cells) {
      for (const [month, { done, lost }] of Object.entries(months)) {
        const weight = this.weightOf(Number(month));
        for (const [bin, n] of Object.entries(done)) {
          add(seen.done, Number(bin), n);
          add(seen.weighted.done, Number(bin), n * weight);
        }
        for (const [bin, n] of Object.entries(lost)) {
          add(seen.lost, Number(bin), n);
          add(seen.weighted.unseen, Number(bin), n * weight);
        }
      }
      for (const [since, n] of Object.entries(open)) {
        const begun = halfDay(Number(since));
        const bins = this.bins(begun, until);
        add(seen.open, bins, n);
        add(seen.weighted.unseen, bins, n * this.weightOf(monthOf(dayOf(Math.floor(begun / 2)))));
      }
    }
    return seen;
  }

  private bins(from: HalfDay, to: HalfDay): number {
    return binsBetween(this.time.calendar, from, to);
  }

  private weightOf(month: number): number {
    const age = (monthOf(dayOf(this.usual.through ?? 0)) - month) * MONTH;
    return 2 ** (-age / HALF_LIFE);
  }
}

const keyOf = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);

function push(cells: Map<string, UsualCell[]>, key: string, cell: UsualCell | null): void {
  if (cell === null) return;
  const known = cells.get(key);
  if (known) known.push(cell);
  else cells.set(key, [cell]);
}

/** Leaves no bin out in between. What was taken away without having been learned counts none. */
function add(counts: number[], bin: number, n: number): void {
  if (n <= 0) return;
  while (counts.length <= bin) counts.push(0);
  counts[bin] = (counts[bin] ?? 0) + n;
}

const sumOf = (a: readonly number[], b: readonly number[]): readonly number[] =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, bin) => (a[bin] ?? 0) + (b[bin] ?? 0));

function total(counts: readonly number[], from: number): number {
  let sum = 0;
  for (let bin = Math.max(0, from); bin < counts.length; bin++) sum += counts[bin] ?? 0;
  return sum;
}
