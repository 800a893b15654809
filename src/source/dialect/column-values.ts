import { nearest } from '../../policy/nearest.ts';
import type { RowFault } from '../../policy/source-fault.ts';
import type { Column } from '../contract/contract.ts';

/** Why a field that is not empty can't be taken, or null. The database must never be the one to find out. */
export type FieldCheck = (value: string) => RowFault | null;

/** Keys are indexed, and an index entry has a limit of some 2,700 bytes. */
const LONGEST_KEY = 200;
const MOMENT =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(Z|z|[+-]\d\d(?::?\d\d)?)?)?$/;
const NUMBER = /^[+-]?\d{1,30}(?:\.\d{1,20})?$/;
const FLAGS = ['true', 'false', 't', 'f', 'yes', 'no', '1', '0'];
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
      return (value) =>
        FLAGS.includes(value.toLowerCase()) ? null : { code: 'one_of', known: FLAGS, meant: null };
  }
}

function textCheck(column: Column): FieldCheck {
  const { oneOf } = column;
  if (oneOf) {
    return (value) =>
      oneOf.includes(value) ? null : { code: 'one_of', known: [...oneOf], meant: nearest(value, oneOf) };
  }
  const limited =
    column.indexed ||
    column.name === 'id' ||
    column.name.endsWith('_id') ||
    column.name === 'stage' ||
    column.name === 'name';
  return (value) => {
    if (limited && value.length > LONGEST_KEY) return { code: 'too_long', most: LONGEST_KEY };
    if (value.includes('\0')) return { code: 'nul' };
    if (value.includes(REPLACEMENT)) return { code: 'not_utf8' };
    if (column.required && value.trim() === '') return { code: 'blank' };
    return null;
  };
}

function moment(value: string): RowFault | null {
  if (isUsualMoment(value)) return null;
  const match = MOMENT.exec(value);
  if (!match?.[1]) return { code: 'not_moment' };
  const day = realDay(match[1]);
  if (day !== null || match[2] === undefined) return day;
  if (match[5] === undefined) return { code: 'no_zone' };
  if (Number(match[2]) > 23 || Number(match[3]) > 59 || Number(match[4] ?? 0) > 59)
    return { code: 'no_time' };
  if (Number(match[5].slice(1, 3)) > 14 || Number(match[5].slice(-2)) > 59)
    return { code: 'impossible_zone' };
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
function realDay(value: string): RowFault | null {
  if (value.charCodeAt(4) !== 45 || value.charCodeAt(7) !== 45) return notADay(value);
  const year = twoDigits(value, 0) * 100 + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  if (Number.isNaN(year + month + day)) return notADay(value);
  const leap = month === 2 && ((year % 4 === 0) !== (year % 100 === 0)) !== (year % 400 === 0);
  const days = (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
  return year >= 1 && day >= 1 && day <= days ? null : { code: 'not_real_day' };
}

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

const notADay = (value: string): RowFault => ({
  code: MOMENT.test(value) ? 'moment_for_day' : 'not_day',
});

const notANumber = (value: string): RowFault => ({
  code: /^[+-]?[\d\s.,'\u00A0]+$/.test(value) ? 'number_marks' : 'not_number',
});

function integer(value: string): RowFault | null {
  if (!/^[+-]?\d{1,10}$/.test(value)) return { code: 'not_whole' };
  return Math.abs(Number(value)) <= 2_147_483_647 ? null : { code: 'too_large' };
}
