import { DAY, type Day, dayOfDate, type Instant, instantOf } from '../../calendar/time.ts';
import { MOST_OF_A_FIELD } from '../../customer/address.ts';

/** A column as PostgreSQL writes it in text; parsed only where it is needed (measured: half the time of pg's own parsing). */
export type Raw = string | null;

/** Before it no company of today opened anything; `0001-01-01` is how some systems write "no date". */
const FIRST_YEAR = 1000;

/** `2026-11-26` as PostgreSQL writes dates (DateStyle ISO). Years before 1000 or beyond 9999 and infinity: null. */
export function rawDay(text: Raw): Day | null {
  if (text === null || text.length !== 10) return null;
  const year = digits(text, 0, 4);
  if (!(year >= FIRST_YEAR)) return null;
  const day = dayOfDate(year, digits(text, 5, 7), digits(text, 8, 10));
  return Number.isNaN(day) ? null : day;
}

/**
 * A timestamptz column as `rawInstant` reads it: seconds since 1970. PostgreSQL writes and we read that in half the time
 * of a written-out moment.
 */
export const epoch = (column: string): string => `date_part('epoch', ${column})`;

/** A column with an email address: several may stand in it, and names. */
export const addressText = (column: string): string => `left(${column}, ${MOST_OF_A_FIELD})`;

/** The shape of an address within a field: good enough to count by. */
const ADDRESS = `'[^[:space:]@<>,;"()]+@[^[:space:]@<>,;"()]+[.][^[:space:]@<>,;"()]+'`;

/** The first address of such a column in small letters, as the database can tell. */
export const shapeOfAddress = (column: string): string =>
  `lower(substring(${addressText(column)} from ${ADDRESS}))`;

const FIRST_MOMENT = dayOfDate(FIRST_YEAR, 1, 1) * DAY;
const LAST_MOMENT = dayOfDate(10_000, 1, 1) * DAY;

/** Seconds since 1970, as `epoch` gives them (`1763456789.123`). Years before 1000 or beyond 9999 and infinity: null. */
export function rawInstant(text: Raw): Instant | null {
  if (text === null || text === '') return null;
  // By the microsecond first: 789.123 seconds in binary are a little less than 789123 milliseconds.
  const at = Math.floor(Math.round(Number(text) * 1_000_000) / 1_000);
  return at >= FIRST_MOMENT && at < LAST_MOMENT ? instantOf(at) : null;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
