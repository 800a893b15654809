import type { Zone } from '../../calendar/zone.ts';
import type { PlannedLetter } from '../../customer/account.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { TONES } from '../../customer/tone.ts';
import { push } from '../../grouped.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import type { IdArray } from '../rows/id-array.ts';
import { epoch, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';

/** The letters that another system plans to send to these customers. */
export async function readPlannedLetters(
  source: RowSource,
  customerIds: IdArray,
  zone: Zone,
  faults: AccountFaults,
): Promise<ReadonlyMap<string, readonly PlannedLetter[]>> {
  const byCustomer = new Map<string, PlannedLetter[]>();
  const rows = await source.rows(
    `select i.customer_id, d.id, d.invoice_id, left(d.tone, 40), ${epoch('d.planned_for')}
     from ${source.tables.dunning_letters} d join ${source.tables.invoices} i on i.id = d.invoice_id
     where i.customer_id collate "C" = any($1) order by d.planned_for, d.id`,
    [customerIds],
  );
  for (const [customerId, id, invoiceId, asked, planned] of rows) {
    if (customerId == null || id == null || invoiceId == null) continue;
    const tone = TONES.find((one) => one === asked);
    const plannedAt = rawInstant(planned ?? null);
    if (!tone) {
      faults.quarantine('dunning_letters', id, { code: 'tone', it: asked ?? '', known: TONES.join(', ') });
      continue;
    }
    if (plannedAt === null)
      faults.doubt(customerId, 'dunning_letters', id, 'planned_for', { code: 'no_moment' });
    const plannedFor = plannedAt === null ? null : zone.dayAt(plannedAt);
    push(byCustomer, customerId, { id, invoiceId: invoiceId as InvoiceId, tone, plannedFor });
  }
  return byCustomer;
}

/** The customers of planned letters, one row for each letter, in order of the bytes of their ids. */
export const plannedQuery = (tables: SourceTables): string =>
  `select i.customer_id from ${tables.dunning_letters} d join ${tables.invoices} i on i.id = d.invoice_id
   where i.customer_id collate "C" > '' order by i.customer_id collate "C"`;

/** The ids of planned letters about an invoice that nobody knows, and that invoice. */
export const lettersAboutNothing = (tables: SourceTables): string =>
  `select d.id, left(d.invoice_id, 80) from ${tables.dunning_letters} d
   where not exists (select from ${tables.invoices} i where i.id = d.invoice_id)`;
