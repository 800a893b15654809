import { type Day, isoDay } from '../../calendar/time.ts';
import type { Account } from '../../customer/account.ts';
import { type DataFault, notADay } from '../../customer/data-fault.ts';
import type { IdArray } from '../rows/id-array.ts';
import { type Raw, rawDay } from '../rows/raw.ts';
import { amount, currencyText, rawAmount, rawCurrency } from '../rows/raw-amount.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';

/** What stands in `customers` about money, and how far back their invoices go. */
type Credit = Pick<Account, 'customerSince' | 'creditLimit' | 'creditCurrency' | 'knownSince'>;

/** Invoices and customers from before are typing slips or placeholders: no table of today reaches back so far. */
const MEMORY_IN_DAYS = 60 * 366;

export const NO_CREDIT: Credit = {
  customerSince: null,
  creditLimit: null,
  creditCurrency: null,
  knownSince: null,
};

/** Credit limits, and since when each of these customers is one; the first invoice is looked up in its index alone. */
export async function readCredit(
  source: RowSource,
  customerIds: IdArray,
  today: Day,
  faults: AccountFaults,
): Promise<ReadonlyMap<string, Credit>> {
  const byCustomer = new Map<string, Credit>();
  const rows = await source.rows(
    `select id, customer_since, ${amount('credit_limit')}, ${currencyText('currency')},
            (select min(issued_on) from ${source.tables.invoices} i
             where i.customer_id collate "C" = c.id collate "C" and issued_on between $3 and $2)
     from ${source.tables.customers} c where id = any($1)`,
    [customerIds, isoDay(today), isoDay((today - MEMORY_IN_DAYS) as Day)],
  );
  for (const [id, since, limit, code, first] of rows) {
    if (id == null) continue;
    const doubt = (field: string, fault: DataFault): null => {
      faults.doubt(id, 'customers', id, field, fault);
      return null;
    };
    const creditCurrency = rawCurrency(code ?? null);
    const creditLimit = soundLimit(limit ?? null, creditCurrency, doubt);
    const customerSince = soundSince(since ?? null, today, doubt);
    byCustomer.set(id, { customerSince, creditLimit, creditCurrency, knownSince: rawDay(first ?? null) });
  }
  return byCustomer;
}

type Doubter = (field: string, fault: DataFault) => null;

function soundLimit(raw: Raw, currency: string | null, doubt: Doubter): bigint | null {
  if (raw === null) return null;
  const limit = rawAmount(raw, currency);
  if (limit === null) return doubt('credit_limit', { code: 'amount' });
  return limit < 0n ? doubt('credit_limit', { code: 'below_zero' }) : limit;
}

function soundSince(raw: Raw, today: Day, doubt: Doubter): Day | null {
  if (raw === null) return null;
  const day = rawDay(raw);
  if (day === null) return doubt('customer_since', notADay(raw));
  if (day > today) return doubt('customer_since', { code: 'future', at: isoDay(day) });
  return today - day > MEMORY_IN_DAYS
    ? doubt('customer_since', { code: 'too_far_back', at: isoDay(day) })
    : day;
}
