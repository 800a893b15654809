import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { CLOSED_WITHIN, type ClosedComplaint, type Complaint } from '../../customer/account.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import { itemOf } from '../customers/contacts.ts';
import type { IdArray } from '../rows/id-array.ts';
import { epoch, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';

interface Complaints {
  readonly open: ReadonlyMap<string, readonly Complaint[]>;
  readonly closed: ReadonlyMap<string, readonly ClosedComplaint[]>;
}

/** The complaints of these customers that are open now, or were not long ago. A closing before the opening is in doubt: it counts as open. */
export async function readComplaints(
  source: RowSource,
  customerIds: IdArray,
  now: Instant,
  faults: AccountFaults,
): Promise<Complaints> {
  const byCustomer = new Map<string, Complaint[]>();
  const closedBy = new Map<string, ClosedComplaint[]>();
  const rows = await source.rows(
    `select customer_id, id, item_kind, item_id, invoice_id, ${epoch('opened_at')}, closed_at < opened_at,
       case when closed_at <= $2 and closed_at >= opened_at then ${epoch('closed_at')} end
     from ${source.tables.complaints} complaints
     where customer_id collate "C" = any($1) and (opened_at <= $2 or opened_at is null)
       and (closed_at is null or closed_at > $3 or closed_at < opened_at)
     order by opened_at, id`,
    [customerIds, isoInstant(now), isoInstant(instantOf(now - CLOSED_WITHIN))],
  );
  for (const [customerId, id, itemKind, itemId, invoiceId, opened, early, closed] of rows) {
    if (customerId == null || id == null) continue;
    const closedAt = rawInstant(closed ?? null);
    if (closedAt !== null) {
      push(closedBy, customerId, { id, closedAt });
      continue;
    }
    const openedAt = rawInstant(opened ?? null);
    const doubt = (field: string, fault: DataFault) =>
      faults.doubt(customerId, 'complaints', id, field, fault);
    if (openedAt === null) doubt('opened_at', { code: 'complaint_now' });
    if (early === 't') doubt('closed_at', { code: 'early' });
    push(byCustomer, customerId, {
      id,
      item: itemOf(itemKind ?? null, itemId ?? null),
      invoiceId: (invoiceId || null) as InvoiceId | null,
      openedAt: openedAt ?? now,
    });
  }
  return { open: byCustomer, closed: closedBy };
}
