import type { DayFigures } from '../../ledger/rounds/days.ts';

/** A chart of bars, in units of its own box; the view draws it. */
export interface DayChart {
  readonly width: number;
  readonly height: number;
  /** The greatest number of a day. */
  readonly most: number;
  readonly bars: readonly {
    readonly day: string;
    /** Null: not counted. */
    readonly count: number | null;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
}

const HEIGHT = 100;
const STEP = 12;
const BAR = 9;

/** Bars of letters submitted per day, the oldest on the left. A day on which something went is seen, however few. */
export function dayChart(
  days: readonly string[],
  figures: readonly Pick<DayFigures, 'day' | 'submitted'>[],
): DayChart {
  const counts = new Map(figures.map(({ day, submitted }) => [day, submitted]));
  const most = Math.max(0, ...[...counts.values()].map((count) => count ?? 0));
  const bars = days.map((day, nth) => {
    const count = counts.get(day) ?? null;
    const height = count === null || count === 0 ? 0 : Math.max(1, Math.round((count / most) * HEIGHT));
    return { day, count, x: nth * STEP, y: HEIGHT - height, width: BAR, height };
  });
  return { width: days.length * STEP, height: HEIGHT, most, bars };
}
