import { amountOf } from '../../letters/amount.ts';
import type { Debt } from '../debt.ts';
import { type HoldRule, hold } from './hold.ts';

/** What is left after the money that comes is less than the policy's small balance in its currency. */
export function isSmall({ cover, invoice, situation }: Debt): boolean {
  const small = situation.rules.dunning.smallBalance.get(invoice.currency);
  return small !== undefined && cover.remains > 0n && cover.remains < small;
}

/** Too little to write about. */
export const holdSmallBalance: HoldRule = (debt) =>
  isSmall(debt) ? hold('small_balance', null, amountOf(debt.cover.remains, debt.invoice.currency)) : null;
