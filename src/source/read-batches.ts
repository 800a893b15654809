import type { Pool } from 'pg';
import type { Instant } from '../calendar/time.ts';
import type { CustomerFacts, ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import type { Company } from './assemble.ts';
import { compareBytes } from './byte-order.ts';
import { readCompany } from './company.ts';
import { completeFacts } from './complete.ts';
import { CustomerCursor } from './customer-cursor.ts';
import { AT, ITEM_TABLES, itemsQuery, WHICH_ITEMS } from './item-rows.ts';
import type { Quarantined } from './quarantine.ts';
import { type Raw, Snapshot } from './raw.ts';

/** Open items of one batch: some megabytes of facts, so that memory is bounded by the batch. */
const ITEMS_PER_BATCH = 1_000;

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
export const readBatches = (pool: Pool, rules: Rules, now: Instant): AsyncGenerator<CustomerBatch> =>
  Snapshot.of(pool, async function* (snapshot) {
    // The open items are few and lately touched: reading them by index, in order, beats scanning the history.
    await snapshot.rows('set local random_page_cost = 1');
    const reader = await BatchReader.open(snapshot, rules, now);
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

interface Source {
  readonly kind: ItemKind;
  readonly cursor: CustomerCursor;
}

class BatchReader {
  readonly #snapshot: Snapshot;
  readonly #rules: Rules;
  readonly #now: Instant;
  readonly #cursors: readonly Source[];
  readonly #company: Company;
  #after: string | null = null;

  private constructor(
    snapshot: Snapshot,
    rules: Rules,
    now: Instant,
    cursors: readonly Source[],
    company: Company,
  ) {
    this.#snapshot = snapshot;
    this.#rules = rules;
    this.#now = now;
    this.#cursors = cursors;
    this.#company = company;
  }

  static async open(snapshot: Snapshot, rules: Rules, now: Instant): Promise<BatchReader> {
    const schema = rules.sourceSchema;
    const company = await readCompany(snapshot, schema);
    const cursors: Source[] = [];
    for (const kind of KINDS) {
      for (const which of WHICH_ITEMS) {
        const name = `${which}_${ITEM_TABLES[kind].table}`;
        const cursor = await CustomerCursor.open(snapshot, name, itemsQuery(kind, which, schema));
        cursors.push({ kind, cursor });
      }
    }
    return new BatchReader(snapshot, rules, now, cursors, company);
  }

  async next(): Promise<CustomerBatch | null> {
    let through: string | null = null;
    for (const { cursor } of this.#cursors) {
      const end = await cursor.batchEnd(ITEMS_PER_BATCH);
      if (end !== null && (through === null || compareBytes(end, through) < 0)) through = end;
    }
    if (through === null) return null;
    const rows = new Map<ItemKind, Raw[][]>();
    for (const { kind, cursor } of this.#cursors) {
      const taken = await cursor.takeThrough(through);
      rows.set(kind, taken.concat(rows.get(kind) ?? []));
    }
    const after = this.#after;
    this.#after = through;
    return { after, through, company: this.#company, ...(await this.#complete(rows)) };
  }

  /** Everything else that concerns the customers of these rows. */
  #complete(rows: ReadonlyMap<ItemKind, readonly Raw[][]>) {
    return completeFacts(this.#snapshot, rows, this.#company, this.#rules, this.#now);
  }

  /** Rows that name no customer, and the end of the range. */
  async *rest(): AsyncGenerator<CustomerBatch> {
    const nothing = { facts: [], unknownCustomers: new Set<string>(), company: this.#company };
    for (const { kind, cursor } of this.#cursors) {
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
