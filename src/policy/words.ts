import { type Duration, parseDuration } from '../calendar/duration.ts';
import { type Day, type Instant, instantOf, parseDay } from '../calendar/time.ts';
import { didYouMean } from './nearest.ts';

/**
 * How each kind of value is written in a policy. Every reader takes what YAML gave and returns the typed value,
 * or throws RangeError with a sentence that says what was written and how to write it.
 */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

const wrong = (value: unknown, remedy: string): RangeError =>
  new RangeError(
    value === undefined || value === null ? `is missing; ${remedy}` : `${shown(value)} is wrong; ${remedy}`,
  );

/** One line of text that may stand in a letter's header. `remedy` says what to write instead. */
export function line(value: unknown, remedy = 'write one line of text'): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not reach a header.
  if (typeof value === 'string' && value.trim() !== '' && !/[\u0000-\u001f\u007f]/.test(value)) {
    return value.trim();
  }
  throw wrong(value, remedy);
}

/** One of a fixed set of words. `what` names the set: "a stage kind". */
export const oneOf =
  <const Word extends string>(what: string, words: readonly Word[]) =>
  (value: unknown): Word => {
    const found = words.find((word) => word === value);
    if (found !== undefined) return found;
    const choice = `One of: ${words.join(', ')}.`;
    if (value === undefined || value === null) throw new RangeError(`is missing. ${choice}`);
    const meant = typeof value === 'string' ? didYouMean(value, words) : '';
    throw new RangeError(`${shown(value)} is not ${what}${meant || '.'} ${choice}`);
  };

export const yesOrNo = (value: unknown): boolean => {
  if (typeof value === 'boolean') return value;
  throw wrong(value, 'write true or false');
};

/** A whole number of at least `least`. */
export const count =
  (least: number, most = 10_000_000) =>
  (value: unknown): number => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    throw wrong(value, `write a whole number from ${least} to ${most}`);
  };

/** `25%` as 0.25. */
export function share(value: unknown): number {
  const match = typeof value === 'string' ? /^(\d{1,3}(?:\.\d+)?)\s*%$/.exec(value.trim()) : null;
  const percent = Number(match?.[1]);
  if (match && percent <= 100) return percent / 100;
  throw wrong(value, 'write a percentage from 0% to 100%, such as 25%');
}

/** `11.25%` or `11.25% a year` as "11.25". */
export function yearlyRate(value: unknown): string {
  const match =
    typeof value === 'string' ? /^(\d{1,2}(?:\.\d{1,4})?)\s*%(?:\s+a\s+year)?$/.exec(value.trim()) : null;
  if (match?.[1]) return match[1];
  throw wrong(value, 'write a rate, such as 11.25% a year');
}

/** `2 letters` as 2. */
export function letters(value: unknown): number {
  const match = /^(\d{1,4})(?:\s+letters?)?$/.exec(String(value).trim());
  if (match && (typeof value === 'string' || typeof value === 'number')) return Number(match[1]);
  throw wrong(value, 'write a number of letters, such as 2 letters');
}

const UNITS = { MB: 1e6, GB: 1e9, TB: 1e12 } as const;

/** `1 GB` as its bytes. */
export function bytes(value: unknown): number {
  const match = typeof value === 'string' ? /^(\d{1,6}(?:\.\d+)?)\s*(MB|GB|TB)$/.exec(value.trim()) : null;
  if (match) return Number(match[1]) * UNITS[match[2] as keyof typeof UNITS];
  throw wrong(value, 'write an amount such as 500 MB or 1 GB');
}

/** A time on the clock, `08:00`, as minutes after midnight. `24:00` is the end of the day. */
export function clockTime(value: unknown): number {
  const match = typeof value === 'string' ? /^(\d{1,2}):(\d{2})$/.exec(value.trim()) : null;
  const [hour, minute] = [Number(match?.[1]), Number(match?.[2])];
  if (match && minute < 60 && hour * 60 + minute <= 24 * 60) return hour * 60 + minute;
  throw wrong(value, 'write a time of day in quotes, such as "08:00"');
}

/** A calendar day, `2026-12-31`. */
export function day(value: unknown): Day {
  // A file that says %YAML 1.1 has its dates read by YAML.
  const text = value instanceof Date ? value.toISOString().slice(0, 10) : value;
  const found = typeof text === 'string' ? parseDay(text.trim()) : null;
  if (found !== null) return found;
  throw wrong(value, 'write a day of the calendar such as 2026-12-31');
}

/** A moment with its zone, `2026-12-01T08:00:00+01:00`. */
export function moment(value: unknown): Instant {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return instantOf(value.getTime());
  const text = typeof value === 'string' ? value.trim().replace(' ', 'T') : '';
  const form = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const at = Date.parse(text);
  if (form && parseDay(form[1] ?? '') !== null && !Number.isNaN(at)) return instantOf(at);
  throw wrong(value, 'write a moment with its zone, such as 2026-12-01T08:00:00+01:00');
}

/** A day of any year, `12-20`. */
export function dayOfYear(value: unknown): { readonly month: number; readonly day: number } {
  const match = typeof value === 'string' ? /^(\d{2})-(\d{2})$/.exec(value.trim()) : null;
  // A leap year has all of them.
  if (match && parseDay(`2024-${match[1]}-${match[2]}`) !== null)
    return { month: Number(match[1]), day: Number(match[2]) };
  throw wrong(value, 'write month and day in quotes, such as "12-20"');
}

/** A span in one of the given units. `example` shows how to write one. */
export const span =
  (units: readonly Duration['unit'][], example: string, least = 0) =>
  (value: unknown): Duration => {
    if (typeof value !== 'string') throw wrong(value, `write a span of time such as ${example}`);
    const found = parseDuration(value);
    if (!units.includes(found.unit)) {
      throw new RangeError(`${shown(value)} is not counted in ${units.join(', ')}; write it like ${example}`);
    }
    if (found.amount >= least) return found;
    throw new RangeError(`${shown(value)} is too short; ${least} ${found.unit} at least`);
  };

/** A span of working days, as their number. */
export const workingDays =
  (least: number) =>
  (value: unknown): number =>
    span(['working days'], '3 working days', least)(value).amount;
