import { type Day, dayOfDate, isoDay } from '../../calendar/time.ts';
import type { PaymentPlan } from '../../customer/account.ts';
import { type DataFault, notADay } from '../../customer/data-fault.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { IdArray } from '../rows/id-array.ts';
import { type Raw, rawDay } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';
import { isFar } from './money-days.ts';

/** A plan whose end nobody can tell holds on until somebody says when. */
const NO_END = dayOfDate(9999, 12, 31);

/** The agreements of these customers that hold today. */
export async function readPaymentPlans(
  source: RowSource,
  customerIds: IdArray,
  today: Day,
  faults: AccountFaults,
): Promise<ReadonlyMap<string, readonly PaymentPlan[]>> {
  const byCustomer = new Map<string, PaymentPlan[]>();
  const rows = await source.rows(
    `select customer_id, id, invoice_id, agreed_on, holds_until from ${source.tables.payment_plans} payment_plans
     where customer_id collate "C" = any($1) and (agreed_on is null or agreed_on <= $2)
       and (holds_until is null or holds_until >= $2)
     order by holds_until, id`,
    [customerIds, isoDay(today)],
  );
  for (const [customerId, id, invoiceId, agreed, until] of rows) {
    if (customerId == null || id == null) continue;
    const doubt = (field: string, fault: DataFault) =>
      faults.doubt(customerId, 'payment_plans', id, field, fault);
    push(byCustomer, customerId, {
      id,
      invoiceId: (invoiceId || null) as InvoiceId | null,
      agreedOn: agreedOn(agreed ?? null, today, doubt),
      holdsUntil: holdsUntil(until ?? null, today, doubt),
    });
  }
  return byCustomer;
}

type Doubter = (field: string, fault: DataFault) => void;

function agreedOn(raw: Raw, today: Day, doubt: Doubter): Day {
  const day = rawDay(raw);
  if (day === null) doubt('agreed_on', notADay(raw));
  return day ?? today;
}

function holdsUntil(raw: Raw, today: Day, doubt: Doubter): Day {
  const day = rawDay(raw);
  if (day === null) doubt('holds_until', notADay(raw));
  else if (isFar(day, today)) doubt('holds_until', { code: 'years_ahead', at: isoDay(day) });
  return day ?? NO_END;
}
