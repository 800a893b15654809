import type { Pool } from 'pg';
import { compareBytes } from '../byte-order.ts';
import { type Day, dayOf, type Instant, instantOf } from '../calendar/time.ts';
import { type Zone, zoneOf } from '../calendar/zone.ts';
import type { Contact, OrderLine } from '../customer.ts';
import type { PaymentPlan } from '../dunning/account.ts';
import { type InvoiceId, ITEM_KINDS, type ItemId, type ItemKind, type ItemRef } from '../ids.ts';
import type { Rules } from '../policy/rules.ts';
import { AccountFaults } from '../source/account-faults.ts';
import { readCompany } from '../source/company.ts';
import { readContacts } from '../source/contacts.ts';
import { NO_CREDIT, readCredit } from '../source/credit.ts';
import { type KnownCustomer, readCustomers } from '../source/customers.ts';
import { push } from '../source/grouped.ts';
import { idArrayOf } from '../source/id-array.ts';
import { AT, everyItemQuery, ITEM_TABLES } from '../source/item-rows.ts';
import { readLines } from '../source/lines.ts';
import { epoch, type Raw, rawDay, rawInstant } from '../source/raw.ts';
import { Snapshot } from '../source/snapshot.ts';
import { assumedOf } from './assumed.ts';
import { StageOrder } from './event-order.ts';
import type { CompanyHistory, CustomerHistory, ItemHistory } from './history.ts';
import { daysOfHistory } from './history-days.ts';
import { promiseFrom, type RawEvent, readItemHistory } from './read-items.ts';
import { type MoneyHistory, readMoneyHistory } from './read-money.ts';
import { SettingAside } from './set-aside.ts';

/** Customers or orders at once, where a query names them. */
const AT_ONCE = 5_000;
/** Contacts of whatever age. */
const EVER = instantOf(Date.UTC(1000, 0, 1));

/**
 * Reads a company's past on one read-only snapshot. Nothing is written, and nothing is asked of a ledger.
 * @param now nothing later than this, or than the feeds say they were fresh, is believed
 */
export async function readHistory(pool: Pool, rules: Rules, now: Instant): Promise<CompanyHistory> {
  const read = Snapshot.of(pool, async function* (snapshot) {
    yield await new HistoryReader(snapshot, rules, now).read();
  });
  for await (const history of read) return history;
  throw new Error('a snapshot gave nothing');
}

interface Growing {
  readonly items: ItemHistory[];
  readonly quarantined: ItemRef[];
}

class HistoryReader {
  readonly #snapshot: Snapshot;
  readonly #schema: string;
  readonly #zone: Zone;
  readonly #now: Instant;
  readonly #aside = new SettingAside();
  readonly #order = new StageOrder();
  readonly #growing = new Map<string, Growing>();
  readonly #items = new Map<string, ItemHistory>();
  #events = 0;

  constructor(snapshot: Snapshot, rules: Rules, now: Instant) {
    this.#snapshot = snapshot;
    this.#schema = rules.sourceSchema;
    this.#zone = zoneOf(rules.company.timeZone);
    this.#now = now;
  }

  async read(): Promise<CompanyHistory> {
    const { people, feeds } = await readCompany(this.#snapshot, this.#schema);
    const horizon = latestOf([...feeds.values()].filter((at) => at <= this.#now)) ?? this.#now;
    const events = await this.#readEvents();
    for (const kind of ITEM_KINDS) await this.#readItems(kind, events, horizon);
    for (const [key, left] of events)
      this.#aside.row(
        'stage_events',
        'its item is in no table',
        key.slice(key.indexOf(':') + 1),
        `${left.length} events`,
      );
    const money = await readMoneyHistory({
      snapshot: this.#snapshot,
      schema: this.#schema,
      zone: this.#zone,
      horizon,
      aside: this.#aside,
      itemOf: ({ kind, id }) => this.#items.get(`${kind}:${id}`) ?? null,
    });
    const customers = await this.#customers(money, horizon);
    return {
      people,
      customers,
      horizon,
      days: daysOfHistory(customers, this.#zone, horizon),
      setAside: this.#aside.all(),
      assumed: assumedOf(customers),
      counts: this.#count(customers),
    };
  }

  /** Everything that happened to items, by `kind:id`; none where the company keeps no such table. */
  async #readEvents(): Promise<Map<string, RawEvent[]>> {
    const events = new Map<string, RawEvent[]>();
    const [[known] = []] = await this.#snapshot.rows('select to_regclass($1)', [
      `${this.#schema}.stage_events`,
    ]);
    if (known == null) return events;
    const pages = await this.#snapshot.stream(
      `select item_kind, item_id, line_no, stage, ${epoch('at')}, promised_for from ${this.#schema}.stage_events`,
    );
    const stages = new Map<string, string>();
    for (let rows = await pages(); rows !== null; rows = await pages())
      for (const [kind, id, line, name, moment, promised] of rows) {
        const at = rawInstant(moment ?? null);
        if (at === null || kind == null || id == null) {
          this.#aside.row('stage_events', 'at is no usable moment', id ?? '(none)');
          continue;
        }
        // One text for each stage, and not one for each event.
        const stage = stages.get(name ?? '') ?? name ?? '';
        if (stages.size < MOST_STAGES) stages.set(stage, stage);
        const lineNo = line == null ? null : Number(line);
        push(events, `${kind}:${id}`, { lineNo, stage, at, promised: promised ?? null });
        this.#events += 1;
      }
    for (const theirs of events.values())
      this.#order.learn(
        theirs.filter(({ lineNo }) => lineNo === null).map((each) => ({ ...each, promisedFor: null })),
      );
    return events;
  }

  async #readItems(kind: ItemKind, events: Map<string, RawEvent[]>, horizon: Instant): Promise<void> {
    const pages = await this.#snapshot.stream(everyItemQuery(kind, this.#schema));
    const withLines: Raw[] = [];
    const lineEvents = new Map<string, ReadonlyMap<number, ItemHistory['events']>>();
    const reading = {
      horizon,
      zone: this.#zone,
      aside: this.#aside,
      sorted: (each: ItemHistory['events']) => this.#order.sort(each),
    };
    for (let rows = await pages(); rows !== null; rows = await pages())
      for (const row of rows) {
        const key = `${kind}:${row[AT.id] ?? ''}`;
        const read = readItemHistory(kind, row, events.get(key) ?? [], reading);
        events.delete(key);
        const theirs = this.#of(kind, row);
        if (!('item' in read)) {
          this.#aside.row(read.table, read.reason.replace(/ \d{4}-.*Z /, ' '), read.id, read.reason);
          theirs?.quarantined.push({ kind, id: read.id as ItemId });
          continue;
        }
        if (theirs === null) continue;
        if (this.#items.has(key)) {
          this.#aside.row(ITEM_TABLES[kind].table, 'the id stands twice', read.item.row.id);
          continue;
        }
        this.#items.set(key, read.item);
        theirs.items.push(read.item);
        if (row[AT.hasLines] === 't') withLines.push(read.item.row.id);
        if (read.lineEvents.size > 0) lineEvents.set(read.item.row.id, read.lineEvents);
      }
    if (kind === 'order')
      await this.#readLines(
        withLines.map((id) => id ?? ''),
        lineEvents,
        horizon,
      );
  }

  /** The customer of a row; null, and counted, when nobody of that id is in customers. */
  #of(kind: ItemKind, row: readonly Raw[]): Growing | null {
    const customerId = row[AT.customerId] ?? '';
    if (customerId === '' || (row[AT.known] ?? null) === null) {
      const what = customerId === '' ? 'it names no customer' : 'its customer is not in customers';
      this.#aside.row(ITEM_TABLES[kind].table, what, row[AT.id] ?? '(none)', `${what}: ${customerId}`);
      return null;
    }
    return this.#growingOf(customerId);
  }

  #growingOf(customerId: string): Growing {
    const theirs = this.#growing.get(customerId) ?? { items: [], quarantined: [] };
    this.#growing.set(customerId, theirs);
    return theirs;
  }

  async #readLines(
    orderIds: readonly string[],
    events: ReadonlyMap<string, ReadonlyMap<number, ItemHistory['events']>>,
    horizon: Instant,
  ): Promise<void> {
    const lined = new Map<string, readonly OrderLine[]>();
    for (const ids of portions(orderIds)) {
      const { byOrder, doubts } = await readLines(this.#snapshot, this.#schema, ids, horizon);
      for (const [id, lines] of byOrder) lined.set(id, lines);
      for (const each of doubts.values()) this.#aside.doubts(each);
    }
    for (const { items } of this.#growing.values())
      for (const [nth, item] of items.entries()) {
        const lines = item.row.kind === 'order' ? lined.get(item.row.id) : undefined;
        if (!lines) continue;
        const of = events.get(item.row.id);
        const withLines = {
          ...item,
          lines: lines.map((row) => {
            const each = of?.get(row.lineNo) ?? [];
            return { row, events: each, promiseFrom: promiseFrom(each) };
          }),
        };
        items[nth] = withLines;
        this.#items.set(`order:${item.row.id}`, withLines);
      }
  }

  async #customers(money: MoneyHistory, horizon: Instant): Promise<readonly CustomerHistory[]> {
    for (const id of [...money.invoices.keys(), ...money.coming.keys()]) this.#growingOf(id);
    const plans = await this.#readPlans();
    const customers: CustomerHistory[] = [];
    for (const ids of portions([...this.#growing.keys()].sort(compareBytes))) {
      const theirs = idArrayOf(ids);
      const known = await readCustomers(this.#snapshot, this.#schema, theirs);
      const contacts = await readContacts(this.#snapshot, this.#schema, theirs, EVER, horizon);
      const faults = new AccountFaults();
      const credit = await readCredit(
        this.#snapshot,
        this.#schema,
        theirs,
        this.#zone.dayAt(horizon),
        faults,
      );
      for (const doubts of faults.doubts.values()) this.#aside.doubts(doubts);
      for (const id of ids) {
        const customer = known.get(id);
        if (!customer) {
          for (const { invoice } of money.invoices.get(id) ?? [])
            this.#aside.row('invoices', 'its customer is not in customers', invoice.id);
          continue;
        }
        customers.push(
          this.#customer(customer, contacts.get(id) ?? [], money, plans, credit.get(id) ?? NO_CREDIT),
        );
      }
    }
    return customers;
  }

  #customer(
    { customer, doubts }: KnownCustomer,
    contacts: readonly Contact[],
    money: MoneyHistory,
    plans: ReadonlyMap<string, readonly PaymentPlan[]>,
    { customerSince, creditLimit, creditCurrency }: CustomerHistory['credit'],
  ): CustomerHistory {
    this.#aside.doubts(doubts);
    const { items, quarantined } = this.#growingOf(customer.id);
    return {
      customer,
      doubts,
      quarantined,
      items: items.sort((a, b) => a.row.openedAt - b.row.openedAt),
      contacts,
      invoices: money.invoices.get(customer.id) ?? [],
      coming: money.coming.get(customer.id) ?? [],
      complaints: money.complaints.get(customer.id) ?? [],
      plans: plans.get(customer.id) ?? [],
      credit: { customerSince, creditLimit, creditCurrency },
    };
  }

  async #readPlans(): Promise<ReadonlyMap<string, readonly PaymentPlan[]>> {
    const plans = new Map<string, PaymentPlan[]>();
    const rows = await this.#snapshot.rows(
      `select customer_id, id, invoice_id, agreed_on, holds_until from ${this.#schema}.payment_plans
       order by holds_until, id`,
    );
    for (const [customerId, id, invoiceId, agreed, until] of rows) {
      const [agreedOn, holdsUntil] = [rawDay(agreed ?? null), rawDay(until ?? null)];
      if (customerId == null || id == null) continue;
      if (agreedOn === null || holdsUntil === null)
        this.#aside.field('payment_plans', 'agreed_on or holds_until cannot be right', id);
      // As a round takes it: an agreement without an end that can be read holds on.
      push(plans, customerId, {
        id,
        invoiceId: (invoiceId || null) as InvoiceId | null,
        agreedOn: agreedOn ?? FIRST_DAY,
        holdsUntil: holdsUntil ?? LAST_DAY,
      });
    }
    return plans;
  }

  #count(customers: readonly CustomerHistory[]): CompanyHistory['counts'] {
    const items = customers.flatMap((each) => each.items);
    const jobs = items.filter(({ row }) => row.kind === 'service_job').length;
    return {
      customers: customers.length,
      orders: items.length - jobs,
      serviceJobs: jobs,
      stageEvents: this.#events,
      promised: items.filter(({ row, promiseFrom }) => row.promisedFor !== null || promiseFrom === 'events')
        .length,
      invoices: customers.reduce((sum, { invoices }) => sum + invoices.length, 0),
      contacts: customers.reduce((sum, { contacts }) => sum + contacts.length, 0),
    };
  }
}

/** A hostile export may name endless stages; real companies have dozens. */
const MOST_STAGES = 10_000;
const FIRST_DAY: Day = dayOf(0);
const LAST_DAY: Day = dayOf(Math.floor(Date.UTC(9999, 11, 31) / 86_400_000));

const latestOf = (moments: readonly Instant[]): Instant | null =>
  moments.reduce<Instant | null>((last, at) => (last === null || at > last ? at : last), null);

function* portions<Value>(all: readonly Value[]): Generator<readonly Value[]> {
  for (let from = 0; from < all.length; from += AT_ONCE) yield all.slice(from, from + AT_ONCE);
}
