import { type CustomerContact, namedInFields } from '../../customer/customer-contact.ts';
import { type CustomerId, type ItemRef, type PersonId, refKey } from '../../customer/ids.ts';
import { readCustomerContacts } from '../customers/customer-contacts.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';
import { idArrayOf } from '../rows/id-array.ts';
import { addressText, type Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** Whose addresses are asked for. */
export interface AddressesAsked {
  readonly customers: readonly CustomerId[];
  readonly items: readonly ItemRef[];
  readonly people: readonly PersonId[];
}

/** Whom the company's tables name for letters, and where; nothing of it is checked. Who is missing is in no table. */
export interface AddressesNow {
  readonly customers: ReadonlyMap<
    string,
    {
      readonly name: string;
      readonly salutation: string | null;
      readonly email: string | null;
      readonly billingEmail: string | null;
      readonly emailAllowed: boolean;
      readonly contacts: readonly CustomerContact[];
    }
  >;
  /** By `refKey`. */
  readonly items: ReadonlyMap<
    string,
    {
      readonly customerId: string | null;
      readonly contactName: string | null;
      readonly contactEmail: string | null;
    }
  >;
  readonly people: ReadonlyMap<string, { readonly name: string; readonly email: string | null }>;
}

/**
 * Reads them in one query, by primary keys, and the people of customers in another; closed items too. Lengths are those that a round
 * reads. A table that nothing is asked of is not touched: it may be locked.
 */
export async function readAddresses(
  source: RowSource,
  { customers, items, people }: AddressesAsked,
): Promise<AddressesNow> {
  const { tables } = source;
  const parts: string[] = [];
  const values: unknown[] = [];
  const ask = (ids: readonly string[], part: (parameter: string) => string): void => {
    if (ids.length === 0) return;
    values.push(idArrayOf(ids));
    parts.push(part(`$${values.length}`));
  };
  ask(
    customers,
    (ids) => `
      select 'customer', id, left(name, 300), ${addressText('email')}, ${addressText('billing_email')},
             case when coalesce(email_allowed, true) then 't' else 'f' end, null, left(salutation, 200)
      from ${tables.customers} customers where id = any(${ids})`,
  );
  for (const kind of ['order', 'service_job'] as const) {
    const { table } = ITEM_TABLES[kind];
    ask(
      items.filter((item) => item.kind === kind).map(({ id }) => id),
      (ids) => `
        select '${kind}', id, left(contact_name, 200), ${addressText('contact_email')}, null, null, customer_id, null
        from ${tables[table]} ${table} where id = any(${ids})`,
    );
  }
  ask(
    people,
    (ids) => `
      select 'person', id, left(name, 200), ${addressText('email')}, null, null, null, null
      from ${tables.people} people where id = any(${ids})`,
  );
  const rows = parts.length === 0 ? [] : await source.rows(parts.join(' union all '), values);
  const contacts =
    customers.length === 0
      ? new Map<string, readonly CustomerContact[]>()
      : await readCustomerContacts(source, idArrayOf(customers));
  const of = (what: string): readonly Raw[][] => rows.filter(([kind]) => kind === what);
  return {
    customers: new Map(
      of('customer').map(([, id, name, email, billingEmail, allowed, , salutation]) => [
        id ?? '',
        {
          name: name ?? '',
          salutation: salutation ?? null,
          email: email ?? null,
          billingEmail: billingEmail ?? null,
          emailAllowed: allowed !== 'f',
          contacts: [
            ...(contacts.get(id ?? '') ?? []),
            ...namedInFields(email ?? null, billingEmail ?? null),
          ],
        },
      ]),
    ),
    items: new Map(
      [...of('order'), ...of('service_job')].map(([kind, id, name, email, , , customerId]) => [
        refKey({ kind: kind ?? '', id: id ?? '' }),
        { customerId: customerId ?? null, contactName: name ?? null, contactEmail: email ?? null },
      ]),
    ),
    people: new Map(
      of('person').map(([, id, name, email]) => [id ?? '', { name: name ?? '', email: email ?? null }]),
    ),
  };
}
