/** How a customer paid: so many invoices in two years, and days from due day to payment, by turns; below zero is early. */
export interface Habit {
  readonly invoices: number;
  readonly late: readonly number[];
}

/** Always by the due day or a few days after it: a clean record. */
export const PROMPT: Habit = { invoices: 16, late: [-3, 0, 1, -6, 2, 0, -1, 3, -9] };
/** One late payment in two years is forgiven. */
export const ONE_SLIP: Habit = { invoices: 14, late: [0, -2, 1, 0, 0, 11, -1, 2, 0, -4, 1, 0, 0, -1] };
/** A fortnight late twice, in time before and since: mixed, and nobody waits for a usual delay. */
export const NOW_AND_THEN: Habit = {
  invoices: 16,
  late: [0, 1, 0, -2, 0, 0, 2, 13, 16, 0, -2, 0, 1, 0, 0, 1],
};
/** Mostly late, and long: poor. */
export const MOSTLY_LATE: Habit = { invoices: 14, late: [12, 25, 1, 19, 33, 8, 2] };
/** Too few to tell. */
export const NEW: Habit = { invoices: 2, late: [0, -1] };
/** Never had an invoice before. */
export const NONE: Habit = { invoices: 0, late: [] };
