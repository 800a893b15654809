import type { Pool } from 'pg';
import type { Instant } from '../calendar/time.ts';
import type { CustomerMemory, CustomerRange, ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import type { Assembled, Company } from './assemble.ts';
import { compareBytes } from './byte-order.ts';
import { readCompany } from './company.ts';
import { completeFacts } from './complete.ts';
import { CustomerCursor } from './customer-cursor.ts';
import { readItemsOf } from './customer-items.ts';
import { AT, ITEM_TABLES, itemsQuery, NAMED, NAMELESS, WHICH_ITEMS } from './item-rows.ts';
import { readLines } from './lines.ts';
import { nobodyQuiet, type Parted, type Quiet, setQuietAside } from './quiet.ts';
import type { Raw } from './raw.ts';
import { Snapshot } from './snapshot.ts';

/** Open items of one batch: some megabytes of rows, so that memory is bounded by the batch. */
const ITEMS_PER_BATCH = 4_000;

/** What we remember of the customers of a range; the source does not know where that is kept. */
export type Remember = (range: CustomerRange) => Promise<Memories>;
type Memories = ReadonlyMap<string, CustomerMemory>;

/** Customers in order of their ids' bytes, all those with open items in (after, through]. */
export interface CustomerBatch extends CustomerRange, Assembled {
  /** Our memory of every customer in the range of whom we have any. */
  readonly memories: Memories;
  /** Customers whose items were looked at, with nothing found and nothing remembered: they need no more reading. */
  readonly quiet: Quiet;
  readonly company: Company;
}

/**
 * Streams every customer with open business, on one snapshot of the company's database, reading the next batch
 * while the last one is attended to. All that concerns a customer is read for those about whom there is anything to
 * decide; the quiet rest is counted.
 */
export const readBatches = (
  pool: Pool,
  rules: Rules,
  now: Instant,
  remember: Remember,
): AsyncGenerator<CustomerBatch> =>
  Snapshot.of(pool, async function* (snapshot) {
    const reader = await BatchReader.open(snapshot, rules, now, remember);
    let next: Promise<CustomerBatch | null> = reader.next();
    for (let batch = await next; batch !== null; batch = await next) {
      next = reader.next();
      // It is awaited in the next turn; a failure until then must not end the process.
      next.catch(() => undefined);
      yield batch;
    }
    yield* reader.rest();
  });

const KINDS: readonly ItemKind[] = ['order', 'service_job'];
/** The open items are few and lately touched: reading them by index, in order, beats scanning the history. */
const BY_INDEX = ['random_page_cost = 1'];

interface Source {
  readonly kind: ItemKind;
  readonly cursor: CustomerCursor;
}

const NOTHING_READ: Assembled = { facts: [], quarantined: [], unknownCustomers: new Set() };

class BatchReader {
  readonly #snapshot: Snapshot;
  readonly #rules: Rules;
  readonly #now: Instant;
  readonly #cursors: readonly Source[];
  readonly #company: Company;
  readonly #remember: Remember;
  #after: string | null = null;

  private constructor(
    snapshot: Snapshot,
    rules: Rules,
    now: Instant,
    cursors: readonly Source[],
    company: Company,
    remember: Remember,
  ) {
    this.#snapshot = snapshot;
    this.#rules = rules;
    this.#now = now;
    this.#cursors = cursors;
    this.#company = company;
    this.#remember = remember;
  }

  static async open(
    snapshot: Snapshot,
    rules: Rules,
    now: Instant,
    remember: Remember,
  ): Promise<BatchReader> {
    const schema = rules.sourceSchema;
    const company = await readCompany(snapshot, schema);
    const cursors: Source[] = [];
    for (const kind of KINDS) {
      const open = await snapshot.stream(itemsQuery(kind, 'open', 'glance', schema, NAMED), BY_INDEX);
      cursors.push({ kind, cursor: new CustomerCursor(open) });
      const early = await snapshot.cursor(
        `early_${kind}`,
        itemsQuery(kind, 'closed_early', 'glance', schema, NAMED),
      );
      cursors.push({ kind, cursor: new CustomerCursor(early) });
    }
    return new BatchReader(snapshot, rules, now, cursors, company, remember);
  }

  async next(): Promise<CustomerBatch | null> {
    let through: string | null = null;
    for (const { cursor } of this.#cursors) {
      const end = await cursor.batchEnd(ITEMS_PER_BATCH);
      if (end !== null && (through === null || compareBytes(end, through) < 0)) through = end;
    }
    if (through === null) return null;
    const glances = new Map<ItemKind, Raw[][]>();
    for (const { kind, cursor } of this.#cursors) {
      const taken = await cursor.takeThrough(through);
      glances.set(kind, taken.concat(glances.get(kind) ?? []));
    }
    const range = { after: this.#after, through };
    this.#after = through;
    const memories = await this.#remember(range);
    const { busy, quiet } = await this.#part(glances, memories);
    return { ...range, ...(await this.#readFurther(busy)), memories, quiet, company: this.#company };
  }

  #part(glances: ReadonlyMap<ItemKind, readonly Raw[][]>, memories: Memories): Promise<Parted> {
    const linesOf = (orderIds: readonly string[]) =>
      readLines(this.#snapshot, this.#rules.sourceSchema, orderIds, this.#now);
    return setQuietAside(glances, memories, this.#rules, this.#now, linesOf);
  }

  async #readFurther(customerIds: readonly string[]): Promise<Assembled> {
    if (customerIds.length === 0) return NOTHING_READ;
    const rows = await readItemsOf(this.#snapshot, this.#rules.sourceSchema, customerIds);
    return completeFacts(this.#snapshot, rows, this.#company, this.#rules, this.#now);
  }

  /** Rows that name no customer, and then the end of the range: customers we remember who have nothing open. */
  async *rest(): AsyncGenerator<CustomerBatch> {
    const nothing = {
      ...NOTHING_READ,
      memories: new Map<string, CustomerMemory>(),
      quiet: nobodyQuiet(),
      company: this.#company,
    };
    const after = this.#after;
    for (const kind of KINDS)
      for (const which of WHICH_ITEMS) {
        const { table } = ITEM_TABLES[kind];
        const query = itemsQuery(kind, which, 'glance', this.#rules.sourceSchema, NAMELESS);
        const pages = await this.#snapshot.cursor(`nameless_${kind}_${which}`, query);
        for (let rows = await pages(); rows !== null; rows = await pages()) {
          const reason = 'it names no customer';
          const quarantined = rows.map((row) => ({ table, id: row[AT.id] ?? '(none)', reason }));
          yield { ...nothing, after, through: after ?? '', quarantined };
        }
      }
    const range = { after, through: null };
    yield { ...nothing, ...range, memories: await this.#remember(range) };
  }
}
