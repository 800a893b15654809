import type { Pool } from 'pg';
import { DAY, type Day, dayOf, type Instant, instantOf } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { PaymentPlan } from '../../customer/account.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { compareBytes } from '../../database/byte-order.ts';
import { push } from '../../grouped.ts';
import type { Rules } from '../../policy/rules.ts';
import { readCompany } from '../../source/customers/company.ts';
import { readContacts } from '../../source/customers/contacts.ts';
import { readCustomers } from '../../source/customers/customers.ts';
import { AccountFaults } from '../../source/money/account-faults.ts';
import { NO_CREDIT, readCredit } from '../../source/money/credit.ts';
import { idArrayOf } from '../../source/rows/id-array.ts';
import { rawDay } from '../../source/rows/raw.ts';
import { Snapshot } from '../../source/rows/snapshot.ts';
import { assumedOf } from '../past/assumed.ts';
import type { CompanyHistory, CustomerHistory, HistoryCounts } from '../past/history.ts';
import { daysOfHistory } from '../past/history-days.ts';
import { portions } from '../past/portions.ts';
import { SettingAside } from '../past/set-aside.ts';
import { type MoneyHistory, readMoneyHistory } from './read-money.ts';
import { type ReadingPast, WaitingReader } from './read-waiting.ts';

/** Contacts of whatever age. */
const EVER = instantOf(Date.UTC(1000, 0, 1));

/**
 * Reads a company's past on one read-only snapshot. Nothing is written, and nothing is asked of a ledger.
 * @param now nothing later than this, or than the feeds say they were fresh, is believed
 */
export async function readHistory(pool: Pool, rules: Rules, now: Instant): Promise<CompanyHistory> {
  const read = Snapshot.of(pool, rules.sourceSchema, async function* (snapshot) {
    yield await readOn(snapshot, rules, now);
  });
  let history: CompanyHistory | null = null;
  for await (const each of read) history = each;
  if (history === null) throw new Error('a snapshot gave nothing');
  return history;
}

async function readOn(snapshot: Snapshot, rules: Rules, now: Instant): Promise<CompanyHistory> {
  const { people, feeds } = await readCompany(snapshot);
  const horizon = latestOf([...feeds.values()].filter((at) => at <= now)) ?? now;
  const zone = zoneOf(rules.company.timeZone);
  const aside = new SettingAside();
  const reading = { snapshot, zone, horizon, aside };
  const waiting = await WaitingReader.read(reading);
  const money = await readMoneyHistory({ ...reading, itemOf: (item) => waiting.item(item) });
  const customers = await putTogether(reading, waiting, money);
  return {
    people,
    customers,
    horizon,
    days: daysOfHistory(customers, zone, horizon),
    setAside: aside.all(),
    assumed: assumedOf(customers),
    counts: countsOf(customers, waiting.events),
  };
}

/** One for all who have none of something. */
const NONE: readonly never[] = [];
const NOTHING_WAITED = { items: NONE, quarantined: NONE };

/** Everybody who ever waited or owed, with all that concerns them. */
async function putTogether(
  reading: ReadingPast,
  { waited }: WaitingReader,
  money: MoneyHistory,
): Promise<readonly CustomerHistory[]> {
  const { snapshot, zone, horizon, aside } = reading;
  const plans = await readPlans(reading);
  const ids = new Set([...waited.keys(), ...money.invoices.keys(), ...money.coming.keys()]);
  const customers: CustomerHistory[] = [];
  for (const portion of portions([...ids].sort(compareBytes))) {
    const these = idArrayOf(portion);
    const known = await readCustomers(snapshot, these);
    const contacts = await readContacts(snapshot, these, EVER, horizon);
    const faults = new AccountFaults();
    const credits = await readCredit(snapshot, these, zone.dayAt(horizon), faults);
    for (const doubts of faults.doubts.values()) aside.doubts(doubts);
    for (const id of portion) {
      const customer = known.get(id);
      const invoices = money.invoices.get(id) ?? NONE;
      if (!customer) {
        for (const { invoice } of invoices) aside.row('invoices', { code: 'no_customer' }, invoice.id);
        continue;
      }
      aside.doubts(customer.doubts);
      const { customerSince, creditLimit, creditCurrency } = credits.get(id) ?? NO_CREDIT;
      const { items, quarantined } = waited.get(id) ?? NOTHING_WAITED;
      customers.push({
        ...customer,
        quarantined: quarantined.length === 0 ? NONE : quarantined,
        // The exact length: lists that grew have room to spare.
        items: items.toSorted((a, b) => a.row.openedAt - b.row.openedAt),
        contacts: contacts.get(id) ?? NONE,
        invoices,
        coming: money.coming.get(id) ?? NONE,
        complaints: money.complaints.get(id) ?? NONE,
        plans: plans.get(id) ?? NONE,
        credit: { customerSince, creditLimit, creditCurrency },
      });
    }
  }
  return customers;
}

const FIRST_DAY: Day = dayOf(0);
const LAST_DAY: Day = dayOf(Math.floor(Date.UTC(9999, 11, 31) / DAY));

/** All agreements to pay later; one without a day that can be read holds from ever, or for ever, as in a round. */
async function readPlans({
  snapshot,
  aside,
}: ReadingPast): Promise<ReadonlyMap<string, readonly PaymentPlan[]>> {
  const plans = new Map<string, PaymentPlan[]>();
  const rows = await snapshot.rows(
    `select customer_id, id, invoice_id, agreed_on, holds_until from ${snapshot.tables.payment_plans} plans order by holds_until, id`,
  );
  for (const [customerId, id, invoiceId, agreed, until] of rows) {
    const [agreedOn, holdsUntil] = [rawDay(agreed ?? null), rawDay(until ?? null)];
    if (customerId == null || id == null) continue;
    if (agreedOn === null || holdsUntil === null) aside.field('payment_plans', { code: 'plan_days' }, id);
    push(plans, customerId, {
      id,
      invoiceId: (invoiceId || null) as InvoiceId | null,
      agreedOn: agreedOn ?? FIRST_DAY,
      holdsUntil: holdsUntil ?? LAST_DAY,
    });
  }
  return plans;
}

function countsOf(customers: readonly CustomerHistory[], stageEvents: number): HistoryCounts {
  const sum = (count: (customer: CustomerHistory) => number): number =>
    customers.reduce((all, each) => all + count(each), 0);
  const jobs = sum(({ items }) => items.filter(({ row }) => row.kind === 'service_job').length);
  return {
    customers: customers.length,
    orders: sum(({ items }) => items.length) - jobs,
    serviceJobs: jobs,
    stageEvents,
    promised: sum(
      ({ items }) =>
        items.filter(({ row, promiseFrom }) => row.promisedFor !== null || promiseFrom === 'events').length,
    ),
    invoices: sum(({ invoices }) => invoices.length),
    contacts: sum(({ contacts }) => contacts.length),
  };
}

const latestOf = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);
