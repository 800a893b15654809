import { didYouMean } from '../../policy/nearest.ts';
import type { Column } from '../contract/contract.ts';

/** Why a field that is not empty can't be taken, or null. The database must never be the one to find out. */
export type FieldCheck = (value: string) => string | null;

/** Keys are indexed, and an index entry has a limit of some 2,700 bytes. */
const LONGEST_KEY = 200;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/;
const NUMBER = /^[+-]?\d{1,30}(?:\.\d{1,20})?$/;
const BOOLEAN = /^(?:true|false|t|f|yes|no|1|0)$/i;
const REPLACEMENT = '\uFFFD';
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The check for one column of the contract; it takes values as `trimmed` leaves them. */
export function checkFor(column: Column): FieldCheck {
  switch (column.type) {
    case 'text':
      return textCheck(column);
    case 'timestamptz':
      return moment;
    case 'date':
      return (value) => (value.length === 10 ? realDay(value) : notADay(value));
    case 'numeric':
      return (value) => (NUMBER.test(value) ? null : notANumber(value));
    case 'integer':
      return integer;
    case 'boolean':
      return (value) => (BOOLEAN.test(value) ? null : 'is none of true, false, t, f, yes, no, 1, 0');
  }
}

function textCheck(column: Column): FieldCheck {
  const { oneOf } = column;
  if (oneOf) {
    return (value) =>
      oneOf.includes(value) ? null : `is none of ${oneOf.join(', ')}${didYouMean(value, oneOf)}`;
  }
  const limited =
    column.indexed ||
    column.name === 'id' ||
    column.name.endsWith('_id') ||
    column.name === 'stage' ||
    column.name === 'name';
  return (value) => {
    if (limited && value.length > LONGEST_KEY) return `is longer than ${LONGEST_KEY} characters`;
    if (value.includes('\0')) return 'holds a NUL character';
    if (value.includes(REPLACEMENT)) return 'is not UTF-8; save the file as UTF-8';
    if (column.required && value.trim() === '') return 'must not be blank';
    return null;
  };
}

function moment(value: string): string | null {
  if (isUsualMoment(value)) return null;
  const match = MOMENT.exec(value);
  if (!match?.[1]) return 'is no moment; write it like 2026-11-26T09:00:00+01:00';
  const day = realDay(match[1]);
  if (day !== null || match[2] === undefined) return day;
  if (match[5] === undefined) return 'has no time zone; write it like 2026-11-26T09:00:00+01:00';
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59)
    return 'is no time of the day';
  if (Number(match[5].slice(1, 3)) > 14 || Number(match[5].slice(-2)) > 59)
    return 'has no possible time zone';
  return null;
}

/** `2026-11-26T09:00:00` with `Z` or an offset by whole hours, as nearly all are: no regular expression is needed. */
function isUsualMoment(value: string): boolean {
  const offset = value.length === 25 && value.endsWith(':00');
  if (!offset && !(value.length === 20 && value.endsWith('Z'))) return false;
  const sign = value.charCodeAt(19);
  return (
    value.charCodeAt(10) === 84 &&
    value.charCodeAt(13) === 58 &&
    value.charCodeAt(16) === 58 &&
    twoDigits(value, 11) <= 23 &&
    twoDigits(value, 14) <= 59 &&
    twoDigits(value, 17) <= 59 &&
    (!offset || ((sign === 43 || sign === 45) && twoDigits(value, 20) <= 14)) &&
    realDay(value) === null
  );
}

/** `YYYY-MM-DD`, a real day of the calendar. */
function realDay(value: string): string | null {
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return notADay(value);
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  if (Number.isNaN(year + month + day)) return notADay(value);
  const leap = month === 2 && ((year % 4 === 0) !== (year % 100 === 0)) !== (year % 400 === 0);
  const days = (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  return year >= 1 && day >= 1 && day <= days ? null : 'is no day of the calendar';
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const notADay = (value: string): string =>
  MOMENT.test(value)
    ? 'is a moment, not a day; write it like 2026-11-26'
    : 'is no day; write it like 2026-11-26';

function notANumber(value: string): string {
  if (/^[+-]?[\d\s.,'\u00A0]+$/.test(value)) {
    return 'is no number; write it like 1234.50, with a decimal point and nothing between the thousands';
  }
  return 'is no number; write it like 1234.50';
}

function integer(value: string): string | null {
  if (!/^[+-]?\d{1,10}$/.test(value)) return 'is no whole number';
  return Math.abs(Number(value)) <= 2_147_483_647 ? null : 'is too large a number';
}
