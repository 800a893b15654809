import type { Half } from '../../attend/half.ts';
import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Absence } from '../../customer/absence.ts';
import type { CustomerMemory, CustomerRange } from '../../customer/customer.ts';
import type { FeedName, ItemKind } from '../../customer/ids.ts';
import type { RememberStages, StageSeen } from '../../customer/stages-seen.ts';
import { compareBytes } from '../../database/byte-order.ts';
import type { Rules } from '../../policy/rules.ts';
import { type Company, readCompany } from '../customers/company.ts';
import { type ItemRows, readItemsOf, withEnded } from '../customers/customer-items.ts';
import { AT } from '../customers/item-rows.ts';
import { orderedOf, readParts } from '../customers/order-parts.ts';
import { readSharedAddresses } from '../customers/shared-addresses.ts';
import { type MoneyDays, moneyDays } from '../money/money-days.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import type { Raw } from '../rows/raw.ts';
import type { Snapshot } from '../rows/snapshot.ts';
import { readAbsences } from './absences.ts';
import { type Assembled, withAbsences } from './assemble.ts';
import { completeFacts } from './complete.ts';
import type { CustomerCursor } from './customer-cursor.ts';
import { readEndedOf } from './ended.ts';
import { type ItemCursor, itemCursors, namelessItems } from './item-cursors.ts';
import { moneyOfNobody, owingCursors, remindedOf } from './owing.ts';
import { glanceAt, nobodyQuiet, type Parted, type Quiet, setQuietAside } from './set-quiet-aside.ts';
import { StageMemory } from './stage-memory.ts';
import { hasUnnamedRows } from './unnamed.ts';
import { whoAsks, whoComplains } from './who-asks.ts';

/** Rows of one batch: some megabytes, so that memory is bounded by the batch. */
const ROWS_PER_BATCH = 8_000;
/** Who owes is read with years of invoices. The first batches are smaller: what is decided of them is written early. */
const OWING_PER_BATCH = { first: 500, most: 2_000 };
/** Customers whom only our memory names, at once. */
const REMINDED_PER_BATCH = 1_000;

/** What we remember of the customers of a range; the source does not know where that is kept. */
export type Remember = (range: CustomerRange) => Promise<Memories>;
type Memories = ReadonlyMap<string, CustomerMemory>;

/** Customers in order of their ids' bytes, all those to be looked at in (after, through]. */
export interface CustomerBatch extends CustomerRange, Assembled {
  /** Our memory of every customer in the range of whom we have any; in a round of dunning alone, of those read. */
  readonly memories: Memories;
  /** Customers whose items were looked at, with nothing found and nothing remembered: they need no more reading. */
  readonly quiet: Quiet;
  readonly company: Company;
  /** What became of what we remember and is not open, by customer; those of `facts` have theirs. */
  readonly absences: ReadonlyMap<string, Absence>;
  /** Stages at which something was seen for the first time, of rows that do not say since when. */
  readonly stagesSeen: readonly StageSeen[];
}

const NO_ROWS: ItemRows = new Map();
const NOTHING_READ: Assembled = { facts: [], quarantined: [], unknownCustomers: new Set() };

/** A batch of which it is known whom to read. */
interface Begun extends Pick<CustomerBatch, 'after' | 'through' | 'memories' | 'quiet'> {
  readonly busy: readonly string[];
  /** Those of them whose account is wanted. */
  readonly owing: readonly string[];
  readonly stages: StageMemory;
}

type Read = Assembled & Pick<CustomerBatch, 'absences' | 'stagesSeen'>;

/** What a reader reads, for which halves of a round. */
export interface Reading {
  readonly snapshot: Snapshot;
  readonly rules: Rules;
  readonly now: Instant;
  /** `waiting`: nobody is read for what they owe; `dunning`: nobody is read for what they wait for alone. */
  readonly half: Half;
  readonly remember: Remember;
  /** Feeds whose tables are believed to name all that is open: what we remember and they leave out is over. */
  readonly complete: ReadonlySet<FeedName>;
  /** Since when things were seen at their stages; null: rows are taken as they are. */
  readonly rememberStages: RememberStages | null;
}

/** Reads customers batch by batch, on one snapshot. */
export class BatchReader {
  readonly #reading: Reading;
  readonly #company: Company;
  readonly #hasUnnamed: boolean;
  readonly #shared: Promise<ReadonlySet<string>>;
  readonly #days: MoneyDays;
  #items: readonly ItemCursor[] = [];
  #owing: readonly CustomerCursor[] = [];
  /** Customers whose message, or whose complaint, nobody has answered. */
  #waiting: { readonly asks: CustomerCursor; readonly complains: CustomerCursor } | null = null;
  #after: string | null = null;
  #owingRows = OWING_PER_BATCH.first;
  #begun: Promise<unknown> = Promise.resolve();

  private constructor(
    reading: Reading,
    company: Company,
    hasUnnamed: boolean,
    shared: Promise<ReadonlySet<string>>,
  ) {
    this.#reading = reading;
    this.#company = company;
    this.#hasUnnamed = hasUnnamed;
    this.#shared = shared;
    this.#days = moneyDays(zoneOf(reading.rules.company.timeZone).dayAt(reading.now));
  }

  static async open(reading: Reading): Promise<BatchReader> {
    const { snapshot, rules, half } = reading;
    const shared = readSharedAddresses(snapshot, rules.guards.customersPerAddress);
    shared.catch(() => undefined);
    const company = await readCompany(snapshot);
    const hasUnnamed = await hasUnnamedRows(snapshot, rules.sourceSchema);
    const reader = new BatchReader(reading, company, hasUnnamed, shared);
    if (half !== 'dunning') {
      reader.#items = await itemCursors(snapshot, glanceAt(rules, reading.now));
      const [asks, complains] = [
        await whoAsks(snapshot, reading.now),
        await whoComplains(snapshot, reading.now),
      ];
      reader.#waiting = { asks, complains };
    }
    if (half !== 'waiting') reader.#owing = await owingCursors(snapshot, reader.#days);
    return reader;
  }

  /**
   * The next batch; null when nobody is left but those whom only our memory names. It may be asked for before the one
   * before it has come: who belongs to a batch is found out one after the other, the rest is read as there is room.
   */
  async next(): Promise<CustomerBatch | null> {
    const begun = this.#begun.then(() => this.#begin());
    this.#begun = begun.catch(() => undefined);
    const batch = await begun;
    if (batch === null) return null;
    const { busy, owing, stages, ...known } = batch;
    const read = await this.#readFurther(busy, owing, known.memories, stages);
    return { ...known, ...read, company: this.#company };
  }

  async #begin(): Promise<Begun | null> {
    let through: string | null = null;
    const ends = [
      ...this.#items.map(({ cursor }) => cursor.batchEnd(ROWS_PER_BATCH)),
      ...this.#owing.map((cursor) => cursor.batchEnd(this.#owingRows)),
    ];
    this.#owingRows = Math.min(OWING_PER_BATCH.most, this.#owingRows * 2);
    for (const end of await Promise.all(ends))
      if (end !== null && (through === null || compareBytes(end, through) < 0)) through = end;
    if (through === null) return null;
    const glances = new Map<ItemKind, Raw[][]>();
    for (const { kind, cursor } of this.#items) {
      const taken = await cursor.takeThrough(through);
      glances.set(kind, taken.concat(glances.get(kind) ?? []));
    }
    const owing = new Set<string>();
    for (const cursor of this.#owing)
      for (const [id] of await cursor.takeThrough(through)) owing.add(id ?? '');
    const asking = await this.#whoWaitsForUs(glances, through, owing);
    const range = { after: this.#after, through };
    this.#after = through;
    const memories = await this.#reading.remember(range);
    for (const id of this.#reminded(memories)) owing.add(id);
    const stages = this.#stageMemory();
    await stages.fillItems(glances);
    const { busy, quiet } = await this.#part(glances, memories, new Set([...owing, ...asking]), stages);
    return { ...range, memories: this.#concerned(memories, owing), quiet, busy, owing: [...owing], stages };
  }

  /** Those with something open to whom a person owes an answer; who complains of it is read with their account. */
  async #whoWaitsForUs(
    glances: ReadonlyMap<ItemKind, readonly Raw[][]>,
    through: string,
    owing: Set<string>,
  ): Promise<readonly string[]> {
    if (this.#waiting === null) return [];
    const asks = await this.#waiting.asks.takeThrough(through);
    const complains = await this.#waiting.complains.takeThrough(through);
    if (asks.length + complains.length === 0) return [];
    const open = new Set<string>();
    for (const rows of glances.values()) for (const row of rows) open.add(row[AT.customerId] ?? '');
    const withItems = (rows: readonly Raw[][]) => rows.map(([id]) => id ?? '').filter((id) => open.has(id));
    for (const id of withItems(complains)) owing.add(id);
    return withItems(asks);
  }

  #part(
    glances: ReadonlyMap<ItemKind, readonly Raw[][]>,
    memories: Memories,
    owing: ReadonlySet<string>,
    stages: StageMemory,
  ): Promise<Parted> {
    const { snapshot, rules, now } = this.#reading;
    const zone = zoneOf(rules.company.timeZone);
    const partsOf = async (orders: readonly Raw[][]) => {
      const parts = await readParts(snapshot, orderedOf(orders), now, zone);
      return { ...parts, lines: await stages.fillLines(parts.lines) };
    };
    return setQuietAside(glances, memories, rules, now, partsOf, owing);
  }

  /** Whom we have reminded: they may have paid, and then nothing of theirs is overdue. */
  #reminded(memories: Memories): readonly string[] {
    if (this.#reading.half === 'waiting') return [];
    return [...memories.values()].filter(remindedOf).map(({ customerId }) => customerId);
  }

  /** A round of dunning alone leaves those alone whose account it did not read: their items may well be open. */
  #concerned(memories: Memories, owing: ReadonlySet<string>): Memories {
    if (this.#reading.half !== 'dunning') return memories;
    return new Map([...memories].filter(([id]) => owing.has(id)));
  }

  async #readFurther(
    customerIds: readonly string[],
    owing: readonly string[],
    memories: Memories,
    stages = this.#stageMemory(),
  ): Promise<Read> {
    const { snapshot, rules, now, half, complete } = this.#reading;
    let read = NOTHING_READ;
    const open = customerIds.length > 0 ? await readItemsOf(snapshot, idArrayOf(customerIds)) : NO_ROWS;
    const ended = half === 'dunning' ? NO_ROWS : await readEndedOf(snapshot, memories.values(), open, now);
    if (customerIds.length > 0 || ended.size > 0) {
      const rows = withEnded(open, ended);
      const company = { ...this.#company, sharedAddresses: await this.#shared };
      read = await completeFacts(snapshot, rows, owing, { company, rules, now, stages });
    }
    const looking = { rules, now, complete, money: half !== 'waiting' };
    const absences = await readAbsences(snapshot, read.facts, memories.values(), looking, this.#hasUnnamed);
    return { ...withAbsences(read, absences), absences, stagesSeen: stages.seen };
  }

  #stageMemory(): StageMemory {
    return new StageMemory(this.#reading.rememberStages, this.#reading.now);
  }

  /** Rows that name no customer, and then the end of the range: customers we remember who have nothing open. */
  async *rest(): AsyncGenerator<CustomerBatch> {
    const after = this.#after;
    const nothing = {
      ...NOTHING_READ,
      absences: new Map<string, Absence>(),
      stagesSeen: [],
      quiet: nobodyQuiet(),
      company: this.#company,
    };
    const none: Memories = new Map();
    for await (const quarantined of this.#nameless())
      yield { ...nothing, memories: none, after, through: after ?? '', quarantined };

    const range = { after, through: null };
    const memories = await this.#reading.remember(range);
    const reminded = this.#reminded(memories);
    for (let from = 0; from < reminded.length; from += REMINDED_PER_BATCH) {
      const ids = reminded.slice(from, from + REMINDED_PER_BATCH);
      const these = new Set(ids);
      const theirs = new Map([...memories].filter(([id]) => these.has(id)));
      yield { ...nothing, ...range, ...(await this.#readFurther(ids, ids, theirs)), memories: theirs };
    }
    const read = new Set(reminded);
    const others = new Map([...memories].filter(([id]) => !read.has(id)));
    const rest = this.#concerned(others, new Set());
    yield { ...nothing, ...range, ...(await this.#readFurther([], [], rest)), memories: rest };
  }

  async *#nameless(): AsyncGenerator<readonly Quarantined[]> {
    const { snapshot, half } = this.#reading;
    if (half !== 'dunning') yield* namelessItems(snapshot);
    if (half !== 'waiting') yield* moneyOfNobody(snapshot, this.#days);
  }
}
