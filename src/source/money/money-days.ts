import { type Day, dayOf, isoDay } from '../../calendar/time.ts';

/** A closing further ahead says "never": some systems write 9999-12-31 or infinity for it. */
const FAR = 2 * 366;

/** Days between which rows about money are taken, as PostgreSQL reads them. */
export interface MoneyDays {
  readonly today: string;
  /** The last day to which a coming closing is believed. */
  readonly far: string;
}

export const moneyDays = (today: Day): MoneyDays => ({
  today: isoDay(today),
  far: isoDay(dayOf(today + FAR)),
});

/** Whether a day that was read lies so far ahead that it must be a slip. */
export const isFar = (day: Day, today: Day): boolean => day - today > FAR;
