/** A figure of twelve weeks as a line, in units of its own box; the view draws it. */
export interface Sparkline {
  readonly width: number;
  readonly height: number;
  /** Each stretch of weeks that were counted, as the points of a line; a single week is a dot alone. */
  readonly lines: readonly string[];
  /** The last week, where it was counted. */
  readonly dot: { readonly x: number; readonly y: number } | null;
}

const STEP = 10;
const HEIGHT = 28;
/** Room for half a stroke, and for the dot. */
const EDGE = 4;

/** Pure: from zero up, so that a small change looks small. A week that was not counted is a gap. */
export function sparkline(past: readonly (number | null)[]): Sparkline {
  const most = Math.max(1, ...past.map((value) => value ?? 0));
  const pointOf = (value: number, nth: number) => ({
    x: EDGE + nth * STEP,
    y: round(HEIGHT - EDGE - (value / most) * (HEIGHT - 2 * EDGE)),
  });
  const lines: string[] = [];
  let line: string[] = [];
  const end = () => {
    if (line.length > 1) lines.push(line.join(' '));
    line = [];
  };
  for (const [nth, value] of past.entries()) {
    if (value === null) end();
    else {
      const { x, y } = pointOf(value, nth);
      line.push(`${x},${y}`);
    }
  }
  end();
  const last = past.at(-1) ?? null;
  return {
    width: 2 * EDGE + Math.max(0, past.length - 1) * STEP,
    height: HEIGHT,
    lines,
    dot: last === null ? null : pointOf(last, past.length - 1),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
