import type { Day } from '../calendar/time.ts';
import type { Account } from '../customer/account.ts';
import type { Rules } from '../policy/rules.ts';
import { comingMoney } from './coming-money.ts';
import type { PaymentRecord } from './payment-record.ts';

/** Minor units of an ISO 4217 currency. */
export interface Money {
  readonly amount: bigint;
  readonly currency: string;
}

/** The figures of a credit decision. */
export interface CreditFigures {
  readonly limit: Money | null;
  /** Open on all their invoices, less credit notes and the money that is here or on its way; never below zero. */
  readonly exposure: Money | null;
  /** The largest total among their open invoices; those of the past are known without their amounts. */
  readonly largestInvoice: Money | null;
  /** Null when the record supports none higher than today's. */
  readonly supported: Money | null;
}

/** How many times today's limit a machine proposes at most; what goes further a person thinks of. */
const MOST_TIMES = 2n;
const MOST_TIMES_AFTER_LONG = 3n;

/**
 * The figures, in the currency of the limit; without one in that of the estimate. A clean record supports the limit
 * that lets the work go on: exposure and estimate together, rounded up to two leading digits (12,340 to 13,000), at
 * most twice today's limit, three times where the record is clean by long tenure. No other record supports a higher one, nor
 * does an estimate in another currency, and without a limit there is nothing to raise.
 * @param estimate what the work that stands still will cost, in minor units
 */
export function creditReview(
  account: Account,
  estimate: Money | null,
  record: PaymentRecord,
  today: Day,
  rules: Rules,
): CreditFigures {
  const { creditLimit, creditCurrency } = account;
  const limit =
    creditLimit !== null && creditCurrency ? { amount: creditLimit, currency: creditCurrency } : null;
  const currency = limit?.currency ?? estimate?.currency ?? null;
  if (currency === null) return { limit, exposure: null, largestInvoice: null, supported: null };
  const exposure = exposureIn(currency, account, today, rules);
  return {
    limit,
    exposure: { amount: exposure, currency },
    largestInvoice: largestIn(currency, account),
    supported: limit === null ? null : supportedBy(record, limit, exposure, estimate),
  };
}

function exposureIn(currency: string, account: Account, today: Day, rules: Rules): bigint {
  const money = comingMoney(account, today, rules);
  const owed = account.open
    .filter((invoice) => invoice.currency === currency)
    .reduce((sum, invoice) => sum + money.of(invoice).remains, 0n);
  const exposure = owed - (money.left.get(currency) ?? 0n);
  return exposure > 0n ? exposure : 0n;
}

function largestIn(currency: string, { open }: Account): Money | null {
  const totals = open.filter((invoice) => invoice.currency === currency).map(({ total }) => total);
  const amount = totals.reduce((largest, total) => (total > largest ? total : largest), 0n);
  return amount > 0n ? { amount, currency } : null;
}

function supportedBy(
  record: PaymentRecord,
  limit: Money,
  exposure: bigint,
  estimate: Money | null,
): Money | null {
  const { currency } = limit;
  if (record.grade !== 'clean' || (estimate !== null && estimate.currency !== currency)) return null;
  const needed = roundedUp(exposure + (estimate?.amount ?? 0n));
  const most = limit.amount * (record.why === 'long_tenure' ? MOST_TIMES_AFTER_LONG : MOST_TIMES);
  const amount = needed < most ? needed : most;
  return amount > limit.amount ? { amount, currency } : null;
}

function roundedUp(amount: bigint): bigint {
  if (amount <= 0n) return 0n;
  const step = 10n ** BigInt(Math.max(0, amount.toString().length - 2));
  return ((amount + step - 1n) / step) * step;
}
