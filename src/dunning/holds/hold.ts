import { type Day, isoDay } from '../../calendar/time.ts';
import type { Debt } from '../debt.ts';
import type { ReminderHold, ReminderHoldCode, VerdictEvidence } from '../verdict.ts';

/** Why no reminder goes about a debt now, or null where this rule has nothing against it. */
export type HoldRule = (debt: Debt) => ReminderHold | null;
/** The same where the invoice does not matter: thanks heed these too. */
export type CustomerHoldRule = (about: Pick<Debt, 'situation'>) => ReminderHold | null;

/** @param until the first day on which it no longer holds; null where nobody knows */
export const hold = (
  code: ReminderHoldCode,
  until: Day | null,
  evidence: VerdictEvidence = {},
): ReminderHold => ({
  code,
  until: until === null ? null : isoDay(until),
  evidence,
});
