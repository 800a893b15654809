import { DAY, type Day, dayOf, dayOfDate, isoDay } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';

/** Which of two numbers is the day, where a date is written in numbers alone; null: in this company's mails it may be either. */
export type DateOrder = 'day first' | 'month first' | null;

/** A day as somebody wrote it. */
export interface WrittenDay {
  /** Where it stands in the text. */
  readonly from: number;
  readonly to: number;
  /** What it may mean, sorted: one day, or several where it can be read in more than one way. */
  readonly readings: readonly Day[];
  /** It is a weekday alone: the readings are the last one and the next one. */
  readonly isWeekday: boolean;
}

/** Where English is spoken and the day stands first. */
const BRITISH_ORDER = new Set(['GB', 'IE', 'AU', 'NZ', 'ZA', 'IN', 'MT', 'CY']);

/**
 * How the days of a letter's reader are read: as the policy says; else as their language does, and for English, which is written both
 * ways, as the company's own country does. Null: an English letter of a company where neither is at home.
 */
export function dateOrderOf(
  language: string,
  { inbox, company }: Pick<Rules, 'inbox' | 'company'>,
): DateOrder {
  if (inbox.dateOrder !== null || language !== 'en') return inbox.dateOrder ?? 'day first';
  const country = company.country.toUpperCase();
  return country === 'US' ? 'month first' : BRITISH_ORDER.has(country) ? 'day first' : null;
}

export interface ReadingDays {
  /** Of the letter that is answered. */
  readonly language: string;
  readonly order: DateOrder;
  /** The day on which it was written. */
  readonly on: Day;
}

/** What lies farther from the day of writing is a birthday, or the number of something. */
const FARTHEST = 400;
const MOST_CHARACTERS = 4_000;

/**
 * The days that a text names, in the order in which they stand: in numbers, with the name of a month, by a weekday, or as today and
 * its neighbours. A date without a year is the nearest one. What is no day of the calendar, an amount or a time is none.
 */
export function writtenDays(text: string, how: ReadingDays): readonly WrittenDay[] {
  const names = namesIn(how.language);
  // Letter by letter, for places must stay: a few capitals are longer when they are small.
  const given = text.slice(0, MOST_CHARACTERS).replace(/\p{Lu}/gu, (one) => {
    const small = one.toLowerCase();
    return small.length === one.length ? small : one;
  });
  const dated = apart([...inNumbers(given, how), ...withMonths(given, names, how)]);
  const others = apart([...nearby(given, names, how), ...weekdays(given, names, how)]);
  return joined(given, dated, others).sort((a, b) => a.from - b.from);
}

/** A weekday right before or after a date belongs to it: where the two disagree, either may be meant. */
function joined(text: string, dated: readonly WrittenDay[], others: readonly WrittenDay[]): WrittenDay[] {
  const days = [...dated];
  for (const other of others) {
    const index = days.findIndex((day) => isBeside(text, day, other));
    const day = days[index];
    if (day === undefined || !other.isWeekday) {
      days.push(other);
      continue;
    }
    const agreeing = day.readings.filter((one) => other.readings.some((name) => (one - name) % 7 === 0));
    const readings =
      agreeing.length > 0 ? agreeing : [...day.readings, ...other.readings].sort((a, b) => a - b);
    const [from, to] = [Math.min(day.from, other.from), Math.max(day.to, other.to)];
    days[index] = { ...day, from, to, readings };
  }
  return days;
}

const isBeside = (text: string, a: WrittenDay, b: WrittenDay): boolean =>
  /^[\s,.()]{0,3}$/.test(text.slice(Math.min(a.to, b.to), Math.max(a.from, b.from)));

/** The longest of those that overlap. */
function apart(found: readonly WrittenDay[]): readonly WrittenDay[] {
  const kept: WrittenDay[] = [];
  for (const one of [...found].sort((a, b) => b.to - b.from - (a.to - a.from)))
    if (!kept.some((other) => one.from < other.to && other.from < one.to)) kept.push(one);
  return kept;
}

const MONEY = '[€$£¥₽]|eur|usd|gbp|pln|zł|zl|rub|руб|chf|czk';
const ISO = /(?<![\p{L}\p{N}./-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\p{L}\p{N}/-])/gu;
const NUMBERS = new RegExp(
  String.raw`(?<![\p{L}\p{N}./:,-]|(?:${MONEY})\s?)(\d{1,2})([./-])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\p{L}\p{N}/:-]|[.,]\d|\s?(?:${MONEY}|%))`,
  'gu',
);

function inNumbers(text: string, { order, on }: ReadingDays): WrittenDay[] {
  const found = [...text.matchAll(ISO)].flatMap((match) =>
    written(match, [dayIn(Number(match[1]), Number(match[2]), Number(match[3]))], on),
  );
  for (const match of text.matchAll(NUMBERS)) {
    const [, first, mark, second, year] = match;
    // "5-6" is a span of something.
    if (mark === '-' && year === undefined) continue;
    const dayFirst = dated(Number(second), Number(first), year, on);
    const monthFirst = dated(Number(first), Number(second), year, on);
    // With full stops nobody writes the month first.
    const readings =
      mark === '.'
        ? [dayFirst]
        : order === null || dayFirst === null || monthFirst === null
          ? [dayFirst, monthFirst]
          : [order === 'day first' ? dayFirst : monthFirst];
    found.push(...written(match, readings, on));
  }
  return found;
}

function withMonths(text: string, { months }: DayNames, { on }: ReadingDays): WrittenDay[] {
  const name = `(${[...months.keys()].sort((a, b) => b.length - a.length).join('|')})`;
  const year = String.raw`(?:,?\s+(\d{4})(?![\p{L}\p{N}]))?`;
  const day = String.raw`(\d{1,2})(?:st|nd|rd|th|-?(?:го|е)|\.)?`;
  const dayFirst = new RegExp(
    String.raw`(?<![\p{L}\p{N}.,:/-])${day}[\s\u00a0]+(?:of\s+)?${name}(?!\p{L})\.?${year}`,
    'gu',
  );
  const monthFirst = new RegExp(
    String.raw`(?<!\p{L})${name}\.?[\s\u00a0]+${day}(?![\p{L}\p{N}:])${year}`,
    'gu',
  );
  return [
    ...[...text.matchAll(dayFirst)].flatMap((match) =>
      written(match, [dated(months.get(match[2] ?? '') ?? 0, Number(match[1]), match[3], on)], on),
    ),
    ...[...text.matchAll(monthFirst)].flatMap((match) =>
      written(match, [dated(months.get(match[1] ?? '') ?? 0, Number(match[2]), match[3], on)], on),
    ),
  ];
}

function nearby(text: string, { near }: DayNames, { on }: ReadingDays): WrittenDay[] {
  return [...near].flatMap(([name, days]) =>
    [...text.matchAll(word(name))].flatMap((match) => written(match, [dayOf(on + days)], on)),
  );
}

/** The last one, today's included, and the next one. 1970-01-01 was a Thursday. */
function weekdays(text: string, { week }: DayNames, { on }: ReadingDays): WrittenDay[] {
  return [...week].flatMap(([name, nth]) =>
    [...text.matchAll(word(name))].map((match) => {
      const since = (((on + 3 - nth) % 7) + 7) % 7;
      return { ...placeOf(match), readings: [dayOf(on - since), dayOf(on - since + 7)], isWeekday: true };
    }),
  );
}

const word = (name: string): RegExp => new RegExp(String.raw`(?<!\p{L})${name}(?!\p{L})`, 'gu');

/** A weekday with the end that a case changes: "środę" is one, and "środki" is money. */
const inAnyCase = (name: string): string =>
  `${name.replace(/[aeiouyаеёиоуыэюя]$/u, '')}(?:[aeiouyąęаеёоуыэюя][ймхs]?|s)?`;

/** A short name stands alone, or with a full stop; one as the German "so" is a word of its own unless it has it. */
const inShort = (name: string): string =>
  /^(?=.*[aeiouyáéíóúý])..$/u.test(name) ? String.raw`${name}\.` : String.raw`${name}\.?`;

function written(match: RegExpMatchArray, readings: readonly (Day | null)[], on: Day): WrittenDay[] {
  const real = readings.flatMap((day) => (day === null || Math.abs(day - on) > FARTHEST ? [] : [day]));
  const each = [...new Set(real)].sort((a, b) => a - b);
  return each.length === 0 ? [] : [{ ...placeOf(match), readings: each, isWeekday: false }];
}

const placeOf = ({ index = 0, 0: { length } }: RegExpMatchArray) => ({ from: index, to: index + length });

/** Without a year: the nearest. */
function dated(month: number, date: number, year: string | undefined, on: Day): Day | null {
  if (year !== undefined) return dayIn(year.length === 2 ? 2000 + Number(year) : Number(year), month, date);
  const now = Number(isoDay(on).slice(0, 4));
  const days = [now - 1, now, now + 1].map((each) => dayIn(each, month, date)).filter((day) => day !== null);
  return days.sort((a, b) => Math.abs(a - on) - Math.abs(b - on))[0] ?? null;
}

function dayIn(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1 || date > 31) return null;
  const day = dayOfDate(year, month, date);
  // The 31st of a month that has none would be the first of the next.
  return Number(isoDay(day).slice(-2)) === date ? day : null;
}

/** What a language calls its days, in small letters. */
interface DayNames {
  /** From 1, long and short, alone and in a date. */
  readonly months: ReadonlyMap<string, number>;
  /** From Monday, 0: each a pattern, long names with the ends that a case gives them. */
  readonly week: ReadonlyMap<string, number>;
  /** Days from today. */
  readonly near: ReadonlyMap<string, number>;
}

const known = new Map<string, DayNames>();

/** As CLDR has them, so that a language that a company adds is read too. */
function namesIn(language: string): DayNames {
  const found = known.get(language);
  if (found) return found;
  const months = new Map<string, number>();
  const week = new Map<string, number>();
  for (const style of ['long', 'short'] as const) {
    for (let month = 1; month <= 12; month += 1)
      for (const how of [{ month: style }, { month: style, day: 'numeric' }] as const)
        for (const name of named(language, how, 'month', dayOfDate(2026, month, 12))) months.set(name, month);
    // 2026-01-05 is a Monday.
    for (let nth = 0; nth < 7; nth += 1)
      for (const name of named(language, { weekday: style }, 'weekday', dayOfDate(2026, 1, 5 + nth)))
        week.set(style === 'long' ? inAnyCase(name) : inShort(name), nth);
  }
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const near = new Map<string, number>(ALSO_TODAY[language]?.map((name) => [name, 0]) ?? []);
  for (const days of [-2, -1, 0, 1, 2]) {
    const name = relative.format(days, 'day').toLowerCase();
    if (!/\d/.test(name)) near.set(name, days);
  }
  const names = { months, week, near };
  known.set(language, names);
  return names;
}

const ALSO_TODAY: Readonly<Record<string, readonly string[]>> = { pl: ['dziś'] };

function named(
  language: string,
  how: Intl.DateTimeFormatOptions,
  part: 'month' | 'weekday',
  day: Day,
): readonly string[] {
  return new Intl.DateTimeFormat(language, { ...how, timeZone: 'UTC' })
    .formatToParts(day * DAY)
    .filter(({ type }) => type === part)
    .map(({ value }) => value.toLowerCase().replace(/[^\p{L}\p{M}]/gu, ''))
    .filter((value) => value.length > 1);
}
