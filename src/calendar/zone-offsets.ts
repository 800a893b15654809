import { DAY } from './time.ts';

/** How far a zone's clocks are ahead of UTC, in milliseconds, at any moment (milliseconds since 1970). */
export interface ZoneOffsets {
  at(ms: number): number;
  /** The moment of the last change of offset at or before `ms`. */
  lastChange(ms: number): number;
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const MS_PER_YEAR = 365.2425 * DAY;
const FIRST = Date.UTC(FIRST_YEAR, 0, 1);
const LAST = Date.UTC(LAST_YEAR + 1, 0, 1) - 1;
const STARTS = Float64Array.from({ length: LAST_YEAR - FIRST_YEAR + 2 }, (_, index) =>
  Date.UTC(FIRST_YEAR + index, 0, 1),
);
const startOf = (index: number): number => STARTS[index] ?? LAST + 1;

// Some countries suspend summer time for a Ramadan of 29 days: look more often than that.
const PROBE = 14 * DAY;
const SECOND = 1000;

/** The stretches of one UTC year in which the offset stays, in order: from when, and how far ahead. */
interface YearOffsets {
  readonly from: readonly number[];
  readonly offset: readonly number[];
}

type Wall = (ms: number) => number;

/** Reads the offset from Intl. Some microseconds per question, which is why the answers are kept. */
function intlOffset(name: string): Wall {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (ms) => {
    const shown = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
    for (const { type, value } of format.formatToParts(ms)) {
      if (type in shown) shown[type as keyof typeof shown] = Number(value);
    }
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - ms;
  };
}

/** The first whole second in (low, high] at which the offset is no longer what it is at `low`. */
function changeBetween(offset: Wall, low: number, high: number): number {
  const before = offset(low);
  let [still, changed] = [low, high];
  while (changed - still > SECOND) {
    const middle = still + Math.floor((changed - still) / 2 / SECOND) * SECOND;
    if (offset(middle) === before) still = middle;
    else changed = middle;
  }
  return changed;
}

function readYear(offset: Wall, index: number): YearOffsets {
  const end = startOf(index + 1);
  const start = startOf(index);
  const from = [start];
  const offsets = [offset(start)];
  for (let probe = start; probe < end; probe += PROBE) {
    const next = Math.min(probe + PROBE, end - SECOND);
    if (offset(next) === offsets[offsets.length - 1]) continue;
    const change = changeBetween(offset, probe, next);
    from.push(change);
    offsets.push(offset(change));
  }
  return { from, offset: offsets };
}

class YearlyOffsets implements ZoneOffsets {
  private readonly years: (YearOffsets | undefined)[] = [];
  private readonly read: Wall;
  // The stretch asked about last: most questions of a round fall into it.
  private from = 0;
  private until = 0;
  private offset = 0;

  constructor(name: string) {
    this.read = intlOffset(name);
  }

  at(ms: number): number {
    if (!(ms >= this.from && ms < this.until)) this.find(ms);
    return this.offset;
  }

  lastChange(ms: number): number {
    this.find(ms);
    return this.from;
  }

  private find(ms: number): void {
    const known = ms >= FIRST ? Math.min(ms, LAST) : FIRST;
    const guess = Math.floor((known - FIRST) / MS_PER_YEAR);
    const index = known < startOf(guess) ? guess - 1 : known >= startOf(guess + 1) ? guess + 1 : guess;
    const year = this.year(index);
    let place = year.from.length - 1;
    while (place > 0 && (year.from[place] ?? 0) > known) place -= 1;
    this.from = year.from[place] ?? known;
    this.until = year.from[place + 1] ?? startOf(index + 1);
    this.offset = year.offset[place] ?? 0;
  }

  private year(index: number): YearOffsets {
    const cached = this.years[index];
    if (cached) return cached;
    const year = readYear(this.read, index);
    this.years[index] = year;
    return year;
  }
}

/** The offsets of an IANA zone, read from Intl once per year and kept. Throws RangeError for an unknown zone. */
export const offsetsOf = (name: string): ZoneOffsets => new YearlyOffsets(name);
