import { addressesIn } from '../../customer/address.ts';
import { CONTACT_ROLES, type CustomerContact } from '../../customer/customer-contact.ts';
import { push } from '../../grouped.ts';
import { type IdArray, NO_IDS } from '../rows/id-array.ts';
import { addressText } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/**
 * Whom these customers named to be written to, in order of their addresses, so that the first for a role is always the same one.
 * Who is to get copies alone is nobody to write to; who has no usable address neither.
 */
export async function readCustomerContacts(
  source: RowSource,
  customerIds: IdArray,
): Promise<ReadonlyMap<string, readonly CustomerContact[]>> {
  const byCustomer = new Map<string, CustomerContact[]>();
  if (customerIds === NO_IDS) return byCustomer;
  const rows = await source.rows(
    `select customer_id, role, left(name, 200), left(salutation, 200), ${addressText('email')}, language
     from ${source.tables.customer_contacts} customer_contacts
     where customer_id = any($1) and cc is not true order by customer_id collate "C", email collate "C", role collate "C"`,
    [customerIds],
  );
  for (const [customerId, role, name, salutation, email, language] of rows) {
    if (customerId == null) continue;
    for (const address of addressesIn(email ?? null))
      push(byCustomer, customerId, {
        role: CONTACT_ROLES.find((known) => known === role) ?? null,
        name: name ?? (address.name || null),
        salutation: salutation ?? null,
        email: address.address,
        language: language ?? null,
      });
  }
  return byCustomer;
}
