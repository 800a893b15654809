import { debtsOf, isDebt } from './debt.ts';
import type { DunningSituation } from './situation.ts';
import type { Verdict } from './verdict.ts';
import { answerTo, verdictOf } from './verdict-of.ts';

/**
 * What dunning decides for one customer: one verdict for each overdue invoice, in the account's order, then one for
 * each letter that another system plans. One about an invoice that is settled or unknown gets none.
 */
export function judgeInvoices(situation: DunningSituation): readonly Verdict[] {
  const { open, planned } = situation.facts.account;
  if (open.length === 0) return [];
  const debtOf = debtsOf(situation);
  const debts = open.filter(isDebt).map(debtOf);
  const own = debts.filter(({ dueDay }) => dueDay < situation.today).map((debt) => verdictOf(debt));
  if (planned.length === 0) return own;

  const byId = new Map(debts.map((debt) => [debt.invoice.id, debt]));
  const answers = planned.flatMap(({ id, invoiceId, tone }) => {
    const debt = byId.get(invoiceId);
    return debt ? answerTo(debt, tone, id) : [];
  });
  return [...own, ...answers];
}
