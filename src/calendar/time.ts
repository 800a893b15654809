declare const instant: unique symbol;
declare const day: unique symbol;

/** A moment: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly [instant]: true };

/** A calendar day, in no zone: whole days since 1970-01-01. */
export type Day = number & { readonly [day]: true };

/** An ISO 8601 calendar day, `2026-11-26`: how a Day is written in JSON and in SQL. */
export type IsoDay = string;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const instantOf = (ms: number): Instant => ms as Instant;
export const dayOf = (days: number): Day => days as Day;

/** The day of a proleptic Gregorian date; month counts from 1. */
export const dayOfDate = (year: number, month: number, date: number): Day =>
  dayOf(Math.floor(Date.UTC(year, month - 1, date) / DAY));

/** Days of some decades, once written; a round writes the same few thousand again and again. */
const written = new Map<Day, IsoDay>();
const MOST_WRITTEN = 20_000;

/** Writes a day as `YYYY-MM-DD`. */
export function isoDay(value: Day): IsoDay {
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = new Date(value * DAY).toISOString().slice(0, 10);
  if (written.size < MOST_WRITTEN) written.set(value, text);
  return text;
}

/** Reads `YYYY-MM-DD`; null when it is not a real day of the calendar. */
export function parseDay(text: string): Day | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return null;
  const value = dayOfDate(Number(match[1]), Number(match[2]), Number(match[3]));
  return isoDay(value) === text ? value : null;
}

/** The later of two moments, where there is a second one. */
export const later = (at: Instant, other: Instant | null): Instant =>
  other !== null && other > at ? other : at;

/** A moment as the database's driver gives it. */
export function instantFrom(date: Date): Instant;
export function instantFrom(date: Date | null): Instant | null;
export function instantFrom(date: Date | null): Instant | null {
  return date === null ? null : instantOf(date.getTime());
}

/** A moment as the database's driver takes it. */
export const dateOf = (value: Instant): Date => new Date(value);

/** Writes a moment as `2026-11-26T09:00:00.000Z`. */
export const isoInstant = (value: Instant): string => new Date(value).toISOString();
