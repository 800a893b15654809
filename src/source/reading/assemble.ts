import type { Instant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import { type Absence, NOTHING_ABSENT } from '../../customer/absence.ts';
import { NO_ACCOUNT } from '../../customer/account.ts';
import type { Contact, CustomerFacts, Doubt, WaitingItem } from '../../customer/customer.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import { type CustomerId, type ItemId, type ItemKind, type ItemRef, refKey } from '../../customer/ids.ts';
import type { Company } from '../customers/company.ts';
import type { KnownCustomer } from '../customers/customers.ts';
import { AT, ITEM_TABLES } from '../customers/item-rows.ts';
import { doubtsOf, type OrderParts, withParts } from '../customers/order-parts.ts';
import { readItem } from '../customers/waiting-item.ts';
import type { Accounts } from '../money/accounts.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import type { Raw } from '../rows/raw.ts';

interface Pieces extends OrderParts {
  readonly rows: ReadonlyMap<ItemKind, readonly Raw[][]>;
  readonly customers: ReadonlyMap<string, KnownCustomer>;
  /** Whole days of theirs by `order:O1`. */
  readonly theirDays: ReadonlyMap<string, number>;
  readonly contacts: ReadonlyMap<string, readonly Contact[]>;
  readonly accounts: Accounts;
  readonly company: Company;
  readonly now: Instant;
  /** The company's zone. */
  readonly zone: Zone;
}

export interface Assembled {
  readonly facts: readonly CustomerFacts[];
  readonly quarantined: readonly Quarantined[];
  readonly unknownCustomers: ReadonlySet<string>;
}

interface Growing {
  readonly known: KnownCustomer;
  readonly items: WaitingItem[];
  readonly ended: WaitingItem[];
  readonly doubts: Doubt[];
  readonly quarantined: ItemRef[];
}

const NO_CONTACTS: readonly Contact[] = [];

/**
 * Puts the pieces of one batch together, customer by customer: those with open items, and those who have an account.
 * What cannot be judged is quarantined.
 */
export function assembleFacts(pieces: Pieces): Assembled {
  const growing = new Map<string, Growing>();
  const quarantined: Quarantined[] = [...pieces.accounts.quarantined];
  const unknownCustomers = new Set<string>();
  const customerOf = (id: string): Growing | null => {
    const customer = growing.get(id) ?? begin(id, pieces, growing);
    if (!customer) unknownCustomers.add(id);
    return customer;
  };
  for (const [kind, rows] of pieces.rows) {
    const { table } = ITEM_TABLES[kind];
    for (const row of rows) {
      const customerId = row[AT.customerId] ?? '';
      const customer = customerOf(customerId);
      if (customer) addItem(kind, row, customer, pieces, quarantined);
      else quarantined.push({ table, id: row[AT.id] ?? '(none)', fault: unknown(customerId) });
    }
  }
  for (const [customerId, { open }] of pieces.accounts.accounts)
    if (!customerOf(customerId))
      for (const { id } of open) quarantined.push({ table: 'invoices', id, fault: unknown(customerId) });
  const facts = [...growing].map(([id, customer]) => factsOf(id, customer, pieces));
  return { facts, quarantined, unknownCustomers };
}

function factsOf(id: string, customer: Growing, { contacts, accounts, company }: Pieces): CustomerFacts {
  const { known, items, ended, doubts, quarantined } = customer;
  return {
    customer: known.customer,
    items,
    ended,
    contacts: contacts.get(id) ?? NO_CONTACTS,
    account: accounts.accounts.get(id) ?? NO_ACCOUNT,
    people: company.people,
    feeds: company.feeds,
    sharedAddresses: company.sharedAddresses,
    doubts: [...doubts, ...(accounts.doubts.get(id) ?? [])],
    quarantined,
    absence: NOTHING_ABSENT,
  };
}

// Cut between characters: half of one could not be kept with the round's report.
const unknown = (customerId: string): DataFault => ({
  code: 'no_customer',
  it: [...customerId.slice(0, 160)].slice(0, 80).join(''),
});

function begin(id: string, { customers }: Pieces, growing: Map<string, Growing>): Growing | null {
  const known = customers.get(id);
  if (!known) return null;
  const customer: Growing = { known, items: [], ended: [], doubts: [...known.doubts], quarantined: [] };
  growing.set(id, customer);
  return customer;
}

function addItem(
  kind: ItemKind,
  row: readonly Raw[],
  customer: Growing,
  pieces: Pieces,
  quarantined: Quarantined[],
): void {
  const read = readItem(kind, row, pieces.now, pieces.zone);
  if (!('item' in read)) {
    quarantined.push(read);
    customer.quarantined.push({ kind, id: read.id as ItemId });
    return;
  }
  const { item } = read;
  const before = customer.items.at(-1);
  // Rows come in order of their ids, so twins are neighbours.
  if (before?.id === item.id && before.kind === kind) {
    quarantined.push({ table: ITEM_TABLES[kind].table, id: item.id, fault: { code: 'id_twice' } });
    return;
  }
  const theirDays = pieces.theirDays.get(refKey({ kind, id: item.id })) ?? 0;
  const whole = { ...(kind === 'order' ? withParts(item, pieces) : item), theirDays };
  if (item.closedAt !== null) {
    customer.ended.push(whole);
    return;
  }
  customer.items.push(whole);
  customer.doubts.push(...read.doubts);
  if (kind === 'order') customer.doubts.push(...doubtsOf(item.id, pieces));
}

/** The same, where each customer's facts tell what became of what is not open. */
export const withAbsences = (read: Assembled, absences: ReadonlyMap<string, Absence>): Assembled =>
  absences.size === 0
    ? read
    : {
        ...read,
        facts: read.facts.map((facts) => {
          const absence = absences.get(facts.customer.id);
          return absence ? { ...facts, absence } : facts;
        }),
      };

const NONE_SHARED: ReadonlySet<string> = new Set();

/** A customer whom we remember, and who has no open business (any more). */
export const factsWithoutBusiness = (
  id: CustomerId,
  { people, feeds }: Pick<Company, 'people' | 'feeds'>,
  absence: Absence = NOTHING_ABSENT,
): CustomerFacts => ({
  customer: {
    id,
    name: '',
    salutation: null,
    email: null,
    billingEmail: null,
    language: null,
    timeZone: null,
    country: null,
    legalKind: null,
    emailAllowed: false,
    ownerId: null,
    phone: null,
    contacts: [],
  },
  items: [],
  ended: [],
  contacts: [],
  account: NO_ACCOUNT,
  people,
  feeds,
  doubts: [],
  quarantined: [],
  sharedAddresses: NONE_SHARED,
  absence,
});
