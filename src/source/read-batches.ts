import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../calendar/time.ts';
import type { CustomerFacts, ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import type { Company } from './assemble.ts';
import { compareBytes } from './byte-order.ts';
import { readCompany } from './company.ts';
import { completeFacts } from './complete.ts';
import { CustomerCursor } from './customer-cursor.ts';
import { AT, ITEM_TABLES, openItemsQuery } from './item-rows.ts';
import type { Quarantined } from './quarantine.ts';
import type { Raw } from './raw.ts';

/** Open items of one batch: some megabytes of facts, so that memory is bounded by the batch. */
const ITEMS_PER_BATCH = 2_000;

/** Customers in order of their ids' bytes, all those with open items in (after, through]. */
export interface CustomerBatch {
  /** Null: from the beginning. */
  readonly after: string | null;
  /** Null: to the end. */
  readonly through: string | null;
  readonly facts: readonly CustomerFacts[];
  readonly quarantined: readonly Quarantined[];
  /** Customers who are not in `customers`, although orders or jobs name them. */
  readonly unknownCustomers: ReadonlySet<string>;
  readonly company: Company;
}

/**
 * Streams every customer with open business and all their facts, on one snapshot of the company's database
 * (one read-only transaction), reading the next batch while the last one is attended to.
 */
export async function* readBatches(pool: Pool, rules: Rules, now: Instant): AsyncGenerator<CustomerBatch> {
  const client = await pool.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    await client.query("set local cursor_tuple_fraction = 1; set local work_mem = '64MB'");
    const reader = await BatchReader.open(client, rules, now);
    let next: Promise<CustomerBatch | null> = reader.next();
    for (let batch = await next; batch !== null; batch = await next) {
      next = reader.next();
      // It is awaited in the next turn; a failure until then must not end the process.
      next.catch(() => undefined);
      yield batch;
    }
    yield* reader.rest();
    await client.query('commit');
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

const KINDS: readonly ItemKind[] = ['order', 'service_job'];

class BatchReader {
  readonly #client: PoolClient;
  readonly #rules: Rules;
  readonly #now: Instant;
  readonly #cursors: ReadonlyMap<ItemKind, CustomerCursor>;
  readonly #company: Company;
  #after: string | null = null;

  private constructor(
    client: PoolClient,
    rules: Rules,
    now: Instant,
    cursors: ReadonlyMap<ItemKind, CustomerCursor>,
    company: Company,
  ) {
    this.#client = client;
    this.#rules = rules;
    this.#now = now;
    this.#cursors = cursors;
    this.#company = company;
  }

  static async open(client: PoolClient, rules: Rules, now: Instant): Promise<BatchReader> {
    const schema = rules.sourceSchema;
    const company = await readCompany(client, schema);
    const cursors = new Map<ItemKind, CustomerCursor>();
    for (const kind of KINDS) {
      const name = `open_${ITEM_TABLES[kind].table}`;
      cursors.set(kind, await CustomerCursor.open(client, name, openItemsQuery(kind, schema)));
    }
    return new BatchReader(client, rules, now, cursors, company);
  }

  async next(): Promise<CustomerBatch | null> {
    let through: string | null = null;
    for (const cursor of this.#cursors.values()) {
      const end = await cursor.batchEnd(ITEMS_PER_BATCH);
      if (end !== null && (through === null || compareBytes(end, through) < 0)) through = end;
    }
    if (through === null) return null;
    const rows = new Map<ItemKind, readonly Raw[][]>();
    for (const [kind, cursor] of this.#cursors) rows.set(kind, await cursor.takeThrough(through));
    const after = this.#after;
    this.#after = through;
    return { after, through, company: this.#company, ...(await this.#complete(rows)) };
  }

  /** Everything else that concerns the customers of these rows. */
  #complete(rows: ReadonlyMap<ItemKind, readonly Raw[][]>) {
    return completeFacts(this.#client, rows, this.#company, this.#rules, this.#now);
  }

  /** Rows that name no customer, and the end of the range. */
  async *rest(): AsyncGenerator<CustomerBatch> {
    const nothing = { facts: [], unknownCustomers: new Set<string>(), company: this.#company };
    for (const [kind, cursor] of this.#cursors) {
      const { table } = ITEM_TABLES[kind];
      for await (const rows of cursor.rest()) {
        const quarantined = rows.map((row) => ({
          table,
          id: row[AT.id] ?? '(none)',
          reason: 'it names no customer',
        }));
        yield { ...nothing, after: this.#after, through: this.#after ?? '', quarantined };
      }
    }
    yield { ...nothing, after: this.#after, through: null, quarantined: [] };
  }
}
