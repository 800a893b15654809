import type { IsoDay } from '../calendar/time.ts';

export type RecordGrade = 'clean' | 'mixed' | 'poor' | 'unknown';

/** Why a record is what it is; each code has a sentence per language. */
export const RECORD_WHYS = [
  'all_on_time',
  'nearly_all_on_time',
  'long_tenure',
  'too_few',
  'too_many_late',
  'too_late_once',
  'long_overdue',
  'mostly_late',
] as const;
export type RecordWhy = (typeof RECORD_WHYS)[number];

/** What the invoices and payments say of a customer, with the evidence. */
export interface PaymentRecord {
  readonly grade: RecordGrade;
  readonly why: RecordWhy;
  /** Settled invoices that count. */
  readonly settled: number;
  /** Of these, paid within the tolerance. */
  readonly onTime: number;
  readonly late: number;
  /** Calendar days; 0 when none was late. */
  readonly worstLateness: number;
  /** The oldest settled invoice that counts. */
  readonly since: IsoDay | null;
  /** Left out: disputed, collected by ourselves, or late because we were. */
  readonly leftOut: number;
  /** No other invoice in the window was paid late, and none else is overdue: this is the first. */
  readonly firstLate: boolean;
}
