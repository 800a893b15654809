import { z } from 'zod';
import type { Day } from '../calendar/time.ts';
import { ITEM_KINDS, type ItemKind } from '../customer/ids.ts';
import type { PromiseFate } from './fate.ts';

/*
 * What was said of promises, against what came. A chance of lateness that was said on a morning waits under its item
 * until its promise was kept or broken; then it counts to one of ten bins. Only whole numbers are kept (a chance in
 * thousandths), so that no order of adding changes a digit.
 */

const TENTHS = 10;
/** Counts of this many days are kept together and leave the window together. */
const SPAN = 30;
const SPANS = 6; // 180 days
/** As many imagined promises per bin came as they were said: few real ones change little. */
const PRIOR = 20;
/** Days after which nobody will tell any more what became of a promise. */
const FORGOTTEN_AFTER = 60;

const tenth = z.strictObject({ promises: z.int(), late: z.int(), said: z.int() });
const waiting = z.strictObject({ kind: z.enum(ITEM_KINDS), promised: z.int(), said: z.array(z.int()) });

export const saidSchema = z.strictObject({
  /** By item: what was said of its present promise, in thousandths. */
  waiting: z.record(z.string(), waiting),
  /** By kind, and within it by span of 30 days: ten bins. */
  came: z.partialRecord(
    z.enum(ITEM_KINDS),
    z.record(z.string().regex(/^-?\d+$/), z.array(tenth).length(TENTHS)),
  ),
});
export type SaidChances = z.infer<typeof saidSchema>;

export const emptySaid: SaidChances = { waiting: {}, came: {} };

/** The chance of lateness (0 to 1, before recalibration) that was found this morning for an item's promise. */
export interface Saying {
  /** Names the item among all; the caller's own key. */
  readonly key: string;
  readonly kind: ItemKind;
  readonly promised: Day;
  readonly late: number;
}

/** What became of an item's promise. */
export interface PromiseOutcome extends Pick<PromiseFate, 'how'> {
  readonly key: string;
  readonly promised: Day;
}

/** Keeps what was said on one morning until it is settled. A promise for another day begins anew. */
export function say(said: SaidChances, sayings: readonly Saying[]): SaidChances {
  const waitingNow = { ...said.waiting };
  for (const { key, kind, promised, late } of sayings) {
    const before = waitingNow[key];
    const same = before?.promised === promised ? before.said : [];
    waitingNow[key] = { kind, promised, said: [...same, Math.round(late * 1000)] };
  }
  return { ...said, waiting: waitingNow };
}

/**
 * Counts what was said of promises that were kept or broken, as known on the day `today`; forgets what was moved,
 * withdrawn or lost, and what left the window.
 */
export function settle(said: SaidChances, outcomes: readonly PromiseOutcome[], today: Day): SaidChances {
  const left = new Map(Object.entries(said.waiting));
  const came = structuredClone(said.came);
  const span = Math.floor(today / SPAN);
  for (const { key, promised, how } of outcomes) {
    const known = left.get(key);
    if (!known || known.promised !== promised || how === 'open') continue;
    left.delete(key);
    if (how === 'moved' || how === 'lost') continue;
    const spans = came[known.kind] ?? {};
    came[known.kind] = spans;
    const bins = spans[span] ?? Array.from({ length: TENTHS }, () => ({ promises: 0, late: 0, said: 0 }));
    spans[span] = bins;
    for (const value of known.said) {
      const bin = bins[tenthOf(value)];
      if (!bin) continue;
      bin.promises += 1;
      bin.late += how === 'broken' ? 1 : 0;
      bin.said += value;
    }
  }
  for (const spans of Object.values(came)) {
    for (const key of Object.keys(spans)) if (Number(key) <= span - SPANS) delete spans[key];
  }
  const young = [...left].filter(([, { promised }]) => promised >= today - FORGOTTEN_AFTER);
  return { waiting: Object.fromEntries(young), came };
}

const tenthOf = (thousandths: number): number =>
  Math.min(TENTHS - 1, Math.max(0, Math.floor(thousandths / (1000 / TENTHS))));

/** One bin: the mean chance that was said, how many came late of how many. */
export interface SaidAndCame {
  readonly said: number;
  readonly promises: number;
  readonly late: number;
}

/** The ten bins of the last 180 days of a kind. */
export function saidAndCame(said: SaidChances, kind: ItemKind): readonly SaidAndCame[] {
  const spans = Object.values(said.came[kind] ?? {});
  return Array.from({ length: TENTHS }, (_, nth) => {
    const sum = { promises: 0, late: 0, said: 0 };
    for (const bins of spans) {
      sum.promises += bins[nth]?.promises ?? 0;
      sum.late += bins[nth]?.late ?? 0;
      sum.said += bins[nth]?.said ?? 0;
    }
    const middle = (nth + 0.5) / TENTHS;
    return {
      said: sum.promises > 0 ? sum.said / sum.promises / 1000 : middle,
      promises: sum.promises,
      late: sum.late,
    };
  });
}

interface Knot {
  readonly said: number;
  readonly came: number;
  readonly weight: number;
}

/**
 * What a said chance really means, learned from its bins: never falling (neighbours that do are pooled), straight lines
 * between the bins, flat beyond the outermost. Without any promise it gives back what was said.
 */
export function recalibration(bins: readonly SaidAndCame[]): (late: number) => number {
  if (bins.every(({ promises }) => promises === 0)) return (late) => late;
  const knots = neverFalling(
    bins.map(({ said, promises, late }) => ({
      said,
      came: (late + PRIOR * said) / (promises + PRIOR),
      weight: promises + PRIOR,
    })),
  );
  return (late) => between(knots, late);
}

/** Pool adjacent violators: each knot keeps its place, and takes the mean of its pool. */
function neverFalling(knots: readonly Knot[]): readonly Knot[] {
  const pools: { came: number; weight: number; knots: Knot[] }[] = [];
  for (const knot of knots) {
    let pool = { came: knot.came, weight: knot.weight, knots: [knot] };
    for (let last = pools.at(-1); last && last.came >= pool.came; last = pools.at(-1)) {
      const weight = last.weight + pool.weight;
      const came = (last.came * last.weight + pool.came * pool.weight) / weight;
      pool = { came, weight, knots: [...last.knots, ...pool.knots] };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ came, knots: pooled }) => pooled.map((knot) => ({ ...knot, came })));
}

function between(knots: readonly Knot[], late: number): number {
  const after = knots.findIndex(({ said }) => said >= late);
  const high = knots[after] ?? knots.at(-1);
  const low = knots[after - 1] ?? high;
  if (!high || !low) return late;
  if (after < 0) return high.came;
  if (high.said === low.said) return high.came;
  return low.came + ((high.came - low.came) * (late - low.said)) / (high.said - low.said);
}
