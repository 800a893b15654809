import { DAY, type Day, dayOf, dayOfDate } from '../../calendar/time.ts';

/** In which order day and month stand where the year does not come first. */
export type DayOrder = 'day first' | 'month first' | 'year first';

/** A value that says a day, and perhaps a time and an offset, before anybody has said in which order. */
export interface Written {
  /** Days by the order that they are read in; an order in which it is no day of the calendar is not there. */
  readonly days: ReadonlyMap<DayOrder, Day>;
  /** Written with a four-digit year in front, or with its month in letters: no order is needed. */
  readonly certain: boolean;
  /** Milliseconds after midnight; null: no time is said. */
  readonly msOfDay: number | null;
  /** Minutes east of UTC; null: none is said. */
  readonly offset: number | null;
  /** A count of days (Excel) or of seconds and milliseconds (Unix), no written day. */
  readonly counted: 'excel' | 'unix' | null;
}

const TIME = /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?\s*(.*)$/u;
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\.?(?!\d)/;
const THREE = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)\.?/;
const NAMED =
  /^(\d{1,2})\.?[ -]([\p{L}]{3,12})\.?,?[ -](\d{4})(?!\d)|^([\p{L}]{3,12})\.? (\d{1,2}),? (\d{4})(?!\d)/u;
const COMPACT = /^(\d{4})(\d\d)(\d\d)(?=$|[T ])/;
/** Days since 30 December 1899, as Excel counts; of 1990 to 2099 alone, so that no other number is taken for one. */
const SERIAL = /^(\d{5})(?:[.,](\d{1,15}))?$/;
const SERIALS = { first: 32_874, last: 73_050 };
const EXCEL_EPOCH = dayOfDate(1899, 12, 30);
const UNIX = /^(\d{10})(\d{3})?$/;

const MONTHS = new Map(
  ['en', 'de', 'pl', 'ru', 'fr'].flatMap((language) =>
    (['long', 'short'] as const).flatMap((month) => {
      const format = new Intl.DateTimeFormat(language, { day: 'numeric', month, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, index): [string, number] => {
        const parts = format.formatToParts(Date.UTC(2026, index, 15));
        const name = parts.find(({ type }) => type === 'month')?.value ?? '';
        return [name.toLowerCase().replace('.', ''), index + 1];
      });
    }),
  ),
);

function realDay(year: number, month: number, date: number): Day | null {
  if (month < 1 || month > 12 || date < 1 || date > 31 || year < 1) return null;
  const day = dayOfDate(year, month, date);
  return new Date(day * DAY).getUTCDate() === date && year >= 100 ? day : null;
}

/** What a value says, or null when it says no day in any order. */
export function readWritten(value: string): Written | null {
  return counted(value) ?? written(value);
}

function counted(value: string): Written | null {
  const serial = SERIAL.exec(value);
  if (serial) {
    const days = Number(serial[1]);
    if (days < SERIALS.first || days > SERIALS.last) return null;
    // A tenth of a second is more than Excel keeps of a time.
    const ms = Math.round(Number(`0.${serial[2] ?? '0'}`) * 86_400) * 1_000;
    const day = dayOf(EXCEL_EPOCH + days + (ms >= DAY ? 1 : 0));
    return certain(day, serial[2] === undefined ? null : ms % DAY, null, 'excel');
  }
  const unix = UNIX.exec(value);
  if (!unix) return null;
  const ms = Number(unix[1]) * 1_000 + Number(unix[2] ?? 0);
  return certain(dayOf(Math.floor(ms / DAY)), ms % DAY, 0, 'unix');
}

const certain = (
  day: Day,
  msOfDay: number | null,
  offset: number | null,
  how: Written['counted'],
): Written => ({
  days: new Map([
    ['day first', day],
    ['month first', day],
    ['year first', day],
  ]),
  certain: true,
  msOfDay,
  offset,
  counted: how,
});

function written(value: string): Written | null {
  const found = datePart(value);
  if (found === null || found.days.size === 0) return null;
  const rest = value.slice(found.length).replace(/^(?:T|,)?\s*/u, '');
  const time = rest === '' ? { msOfDay: null, offset: null } : timePart(rest);
  if (time === null) return null;
  return { days: found.days, certain: found.certain, ...time, counted: null };
}

interface DatePart {
  readonly days: ReadonlyMap<DayOrder, Day>;
  readonly certain: boolean;
  readonly length: number;
}

function datePart(value: string): DatePart | null {
  const first = YEAR_FIRST.exec(value);
  if (first) return sure(realDay(Number(first[1]), Number(first[3]), Number(first[4])), first[0].length);
  const compact = COMPACT.exec(value);
  if (compact)
    return sure(realDay(Number(compact[1]), Number(compact[2]), Number(compact[3])), compact[0].length);
  const three = THREE.exec(value);
  if (three) return inOrders(three);
  const named = NAMED.exec(value);
  if (!named) return null;
  const month = MONTHS.get((named[2] ?? named[4] ?? '').toLowerCase());
  const [year, date] = [Number(named[3] ?? named[6]), Number(named[1] ?? named[5])];
  return month === undefined ? null : sure(realDay(year, month, date), named[0].length);
}

function sure(day: Day | null, length: number): DatePart | null {
  return day === null ? null : { days: certain(day, null, null, null).days, certain: true, length };
}

/** `02/03/2026`: each order in which it is a day. With dots only the day stands first, in every country. */
function inOrders([all, a = '', mark = '', b = '', c = '']: RegExpExecArray): DatePart {
  const year = (text: string): number =>
    text.length === 4 ? Number(text) : Number(text) + (Number(text) < 70 ? 2000 : 1900);
  const orders: [DayOrder, Day | null][] = [['day first', realDay(year(c), Number(b), Number(a))]];
  if (mark !== '.') {
    orders.push(['month first', realDay(year(c), Number(a), Number(b))]);
    if (c.length === 2 && a.length === 2) orders.push(['year first', realDay(year(a), Number(b), Number(c))]);
  }
  const days = new Map<DayOrder, Day>();
  for (const [order, day] of orders) if (day !== null) days.set(order, day);
  return { days, certain: false, length: all.length };
}

function timePart(text: string): { msOfDay: number; offset: number | null } | null {
  const match = TIME.exec(text);
  if (!match) return null;
  const [, hours = '', minutes = '', seconds = '0', fraction = '', half = '', zone = ''] = match;
  const offset = offsetOf(zone.trim());
  if (offset === undefined) return null;
  let hour = Number(hours);
  if (half !== '') {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (half.toLowerCase().startsWith('p') ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const ms = Math.floor(Number(`0.${fraction || '0'}`) * 1_000);
  return { msOfDay: ((hour * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000 + ms, offset };
}

/** Minutes; null: none is said; undefined: it is no zone. */
function offsetOf(zone: string): number | null | undefined {
  if (zone === '') return null;
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  const match = /^(?:UTC|GMT)?([+-])(\d{1,2})(?::?(\d\d))?$/i.exec(zone);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 14 * 60 || Number(match[3] ?? 0) > 59) return undefined;
  return match[1] === '-' ? -minutes : minutes;
}
