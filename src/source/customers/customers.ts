import { isZone } from '../../calendar/zone.ts';
import type { Customer, Doubt } from '../../customer/customer.ts';
import { type CustomerContact, namedInFields } from '../../customer/customer-contact.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import type { CustomerId, PersonId } from '../../customer/ids.ts';
import { type IdArray, NO_IDS } from '../rows/id-array.ts';
import { addressText, type Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { readCustomerContacts } from './customer-contacts.ts';
import { soundAddress } from './waiting-item.ts';

export interface KnownCustomer {
  readonly customer: Customer;
  readonly doubts: readonly Doubt[];
}

const NO_DOUBTS: readonly Doubt[] = [];
const NO_CONTACTS: readonly CustomerContact[] = [];

/** The customers with these ids; an id that is missing from the result is unknown to the company. */
export async function readCustomers(
  source: RowSource,
  ids: IdArray,
): Promise<ReadonlyMap<string, KnownCustomer>> {
  const known = new Map<string, KnownCustomer>();
  if (ids === NO_IDS) return known;
  const rows = await source.rows(
    `select id, left(name, 300), left(salutation, 200), ${addressText('email')}, ${addressText('billing_email')}, language,
            time_zone, left(country, 10), coalesce(email_allowed, true), owner_id, left(phone, 60), kind
     from ${source.tables.customers} customers where id = any($1)`,
    [ids],
  );
  const contacts = await readCustomerContacts(source, ids);
  for (const row of rows) {
    const customer = readCustomer(row, contacts.get(row[0] ?? '') ?? NO_CONTACTS);
    known.set(customer.customer.id, customer);
  }
  return known;
}

function readCustomer(row: readonly Raw[], contacts: readonly CustomerContact[]): KnownCustomer {
  const [
    id,
    name,
    salutation,
    email,
    billingEmail,
    language,
    timeZone,
    country,
    allowed,
    ownerId,
    phone,
    kind,
  ] = row;
  const doubts: Doubt[] = [];
  const doubt = (field: string, fault: DataFault): null => {
    doubts.push({ table: 'customers', id: id ?? '', field, fault });
    return null;
  };
  const customer: Customer = {
    id: (id ?? '') as CustomerId,
    name: name ?? '',
    salutation: salutation ?? null,
    email: soundAddress(email ?? null, 'email', doubt),
    billingEmail: soundAddress(billingEmail ?? null, 'billing_email', doubt),
    language: language ?? null,
    timeZone:
      timeZone == null || isZone(timeZone)
        ? (timeZone ?? null)
        : doubt('time_zone', { code: 'zone', it: timeZone.slice(0, 60) }),
    country: country ?? null,
    legalKind: kind === 'person' || kind === 'company' ? kind : null,
    emailAllowed: allowed !== 'f',
    ownerId: (ownerId ?? null) as PersonId | null,
    phone: phone ?? null,
    contacts: withThoseNamed(contacts, email ?? null, billingEmail ?? null),
  };
  return { customer, doubts: doubts.length === 0 ? NO_DOUBTS : doubts };
}

/** Nearly nobody has any: then none are gathered. */
function withThoseNamed(
  contacts: readonly CustomerContact[],
  ...fields: readonly (string | null)[]
): readonly CustomerContact[] {
  const named = namedInFields(...fields);
  if (named.length === 0) return contacts;
  return [...contacts, ...named];
}
