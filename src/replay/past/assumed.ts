import type { Assumption, CustomerHistory, InvoiceHistory, ItemHistory } from './history.ts';

/** What a replay of these customers assumes because the source keeps no history of it, and how many rows each concerns. */
export function assumedOf(customers: readonly CustomerHistory[]): ReadonlyMap<Assumption, number> {
  const assumed = new Map<Assumption, number>();
  const assume = (what: Assumption, count: number): void => {
    if (count > 0) assumed.set(what, (assumed.get(what) ?? 0) + count);
  };
  for (const { items, invoices, coming } of customers) {
    for (const item of items) for (const what of assumedOfItem(item)) assume(what, 1);
    for (const invoice of invoices) for (const what of assumedOfInvoice(invoice)) assume(what, 1);
    assume('coming_since_its_last_change', coming.filter(({ status }) => status !== 'unallocated').length);
  }
  const played = customers.length;
  for (const always of ['master_data_of_today', 'feeds_fresh', 'guards_not_played'] as const)
    assume(always, played);
  if (customers.some(({ invoices }) => invoices.length > 0))
    assume('letters_of_other_systems_not_played', played);
  return assumed;
}

function assumedOfItem({ row, events, promiseFrom, lines }: ItemHistory): readonly Assumption[] {
  const first = events[0];
  const assumed: Assumption[] = [];
  if (!first) assumed.push('item_without_events');
  else if (first.at > row.openedAt) assumed.push('stage_before_first_event');
  if (row.promisedFor !== null && promiseFrom === 'row') assumed.push('promise_of_the_row');
  if (row.reason !== null || row.publicNote !== null) assumed.push('reason_of_the_last_stage');
  if (row.neededBy !== null || row.ownerId !== null || row.contactEmail !== null)
    assumed.push('rest_of_the_row');
  if (lines.some((line) => line.events.length === 0 && line.row.stage !== null))
    assumed.push('line_follows_its_order');
  if (row.shipments.some(({ expectedOn }) => expectedOn !== null)) assumed.push('last_day_of_the_carrier');
  return assumed;
}

function assumedOfInvoice({
  invoice,
  openAtEnd,
  settledOn,
  closedOn,
  payments,
}: InvoiceHistory): readonly Assumption[] {
  const paid = payments.reduce((sum, { amount }) => sum + amount, 0n);
  const assumed: Assumption[] = [];
  if (invoice.total - paid !== openAtEnd) assumed.push('invoice_reduced_otherwise');
  if (settledOn !== null && closedOn === null) assumed.push('settled_on_a_day_nobody_knows');
  if (invoice.disputed) assumed.push('disputed_all_along');
  return assumed;
}
