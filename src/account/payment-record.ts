import { type Duration, daysLater } from '../calendar/duration.ts';
import { type Day, dayOf, type IsoDay, isoDay } from '../calendar/time.ts';
import type { Account, Invoice } from '../customer/account.ts';
import type { Rules } from '../policy/rules.ts';
import { movedDueDay } from './due-day.ts';
import { daysHeldAgainst } from './held-against.ts';
import { type SettledRecord, settledRecord } from './settled-record.ts';

export const RECORD_GRADES = ['clean', 'mixed', 'poor', 'unknown'] as const;
export type RecordGrade = (typeof RECORD_GRADES)[number];

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
  'mostly_contested',
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
  /** How late they usually pay, in whole calendar days, the latest payments weighing most; null: too little is known. */
  readonly usualLateness?: number | null | undefined;
}

/**
 * What the invoices and payments known today say of a customer. Lateness is counted in calendar days from the due
 * day, moved on to a working day. The record is that of the oldest overdue invoice (see `recordsOf`).
 */
export const paymentRecordOf = (account: Account, today: Day, rules: Rules): PaymentRecord =>
  recordsOf(account, today, rules)(null);

/**
 * The record as it stands beside one overdue invoice; null: beside the oldest one. That invoice, and those due with
 * it, are the slip that the record is asked about: however long they stay open they undo no clean record, for a
 * person calls about them. Everything else that is long overdue does.
 */
export function recordsOf(
  account: Account,
  today: Day,
  rules: Rules,
): (about: Invoice | null) => PaymentRecord {
  const past = settledRecord(account, today, rules);
  const since = past.oldest === null ? null : isoDay(past.oldest);
  const days = daysHeldAgainst(account, today, rules);
  const [oldest = null, nextOldest = null] = twoOldest(days);
  return (about) => {
    const slip = about === null ? oldest : movedDueDay(about.dueOn, rules);
    const other = slip === oldest ? nextOldest : oldest;
    const itself = slip !== null && days.has(slip) ? slip : null;
    const { grade, why } = gradeOf(past, other, itself, today, rules);
    return {
      grade,
      why,
      settled: past.settled,
      onTime: past.settled - past.late,
      late: past.late,
      worstLateness: past.worstLateness,
      since,
      leftOut: past.leftOut,
      firstLate: past.late === 0 && other === null,
      usualLateness: past.usual === null ? null : Math.round(past.usual),
    };
  };
}

/** Whatever is asked of the other overdue invoices, the oldest of them answers. */
function twoOldest(days: ReadonlySet<Day>): readonly Day[] {
  let [oldest, next] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (const day of days) {
    if (day < oldest) [oldest, next] = [day, oldest];
    else if (day < next) next = day;
  }
  return [oldest, next].filter(Number.isFinite).map(dayOf);
}

type GradeAndWhy = Pick<PaymentRecord, 'grade' | 'why'>;

/**
 * The first that applies.
 * @param other the due day of the oldest other overdue invoice
 * @param itself the due day of the invoice that the record is asked about, where it counts
 */
function gradeOf(
  past: SettledRecord,
  other: Day | null,
  itself: Day | null,
  today: Day,
  rules: Rules,
): GradeAndWhy {
  const { cleanRecord, poorRecord } = rules.dunning;
  const openFor = (dueDay: Day | null, span: Duration) => dueDay !== null && today >= daysLater(dueDay, span);
  const enough = past.settled >= cleanRecord.minSettled;
  const share = past.settled === 0 ? 0 : past.late / past.settled;
  const clean = whyClean(past, share, rules);
  const othersTooLate = other !== null && today > daysLater(other, cleanRecord.worst);

  if (openFor(other, poorRecord.longOverdue)) return { grade: 'poor', why: 'long_overdue' };
  if (clean && !othersTooLate) return { grade: 'clean', why: clean };
  if (enough && past.late > 0 && share >= poorRecord.lateShare) return { grade: 'poor', why: 'mostly_late' };
  if (openFor(itself, poorRecord.longOverdue)) return { grade: 'poor', why: 'long_overdue' };
  if (clean) return { grade: 'mixed', why: 'long_overdue' };
  const isKnown = past.settled + past.contested >= cleanRecord.minSettled;
  if (!enough && past.contested > 0 && isKnown) return { grade: 'mixed', why: 'mostly_contested' };
  if (!enough && !(past.longTenure && past.settled > 0)) return { grade: 'unknown', why: 'too_few' };
  return { grade: 'mixed', why: share > cleanRecord.maxLateShare ? 'too_many_late' : 'too_late_once' };
}

/** Why the settled invoices make a clean record; null when they do not. */
function whyClean(past: SettledRecord, share: number, rules: Rules): GradeAndWhy['why'] | null {
  const { minSettled, maxLateShare } = rules.dunning.cleanRecord;
  const enough = past.settled >= minSettled;
  if (enough && past.late === 0) return 'all_on_time';
  if (enough && share <= maxLateShare && past.worstTolerable) return 'nearly_all_on_time';
  // After so long a short record suffices, and one slip says nothing.
  return past.longTenure && past.settled > 0 && past.late <= 1 ? 'long_tenure' : null;
}
