import { z } from 'zod';
import * as read from './words.ts';

/** A value that one reader of `words.ts` understands. The reader's sentence becomes the fault. */
export function word<Value>(reader: (value: unknown) => Value) {
  return z.unknown().transform((value, context): Value => {
    try {
      return reader(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      context.issues.push({ code: 'custom', message: error.message, input: value });
      return z.NEVER;
    }
  });
}

/** The same where the key may be absent or empty. */
export const optional = <Value>(reader: (value: unknown) => Value) =>
  word((value) => (value === undefined || value === null ? null : reader(value))).optional();

export const listOf = <Value>(reader: (value: unknown) => Value) => z.array(word(reader));

const CALENDAR_UNITS = ['days', 'weeks', 'months'] as const;
export const calendarSpan = (example: string) => word(read.span(CALENDAR_UNITS, example));
const FIXED_UNITS = ['minutes', 'hours', 'days', 'weeks'] as const;
export const fixedSpan = (example: string) => word(read.span(FIXED_UNITS, example));
