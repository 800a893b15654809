import { type Day, isoDay } from '../../calendar/time.ts';
import type { Debt } from '../debt.ts';
import type { Evidence, Hold, HoldCode } from '../verdict.ts';

/** Why no reminder goes about a debt now, or null where this rule has nothing against it. */
export type HoldRule = (debt: Debt) => Hold | null;
/** The same where the invoice does not matter: thanks heed these too. */
export type CustomerHoldRule = (about: Pick<Debt, 'situation'>) => Hold | null;

/** @param until the first day on which it no longer holds; null where nobody knows */
export const hold = (code: HoldCode, until: Day | null, evidence: Evidence = {}): Hold => ({
  code,
  until: until === null ? null : isoDay(until),
  evidence,
});
