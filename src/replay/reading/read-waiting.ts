import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { OrderLine } from '../../customer/customer.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import { ITEM_KINDS, type ItemId, type ItemKind, type ItemRef, refKey } from '../../customer/ids.ts';
import type { Shipment } from '../../customer/shipment.ts';
import { push } from '../../grouped.ts';
import { AT, everyItemQuery, ITEM_TABLES } from '../../source/customers/item-rows.ts';
import { readParts } from '../../source/customers/order-parts.ts';
import type { Ordered } from '../../source/customers/shipments.ts';
import { epoch, type Raw, rawInstant } from '../../source/rows/raw.ts';
import type { Snapshot } from '../../source/rows/snapshot.ts';
import { StageOrder } from '../past/event-order.ts';
import type { ItemHistory } from '../past/history.ts';
import { KeptTexts } from '../past/kept-texts.ts';
import type { PastPart } from '../past/part.ts';
import { portions } from '../past/portions.ts';
import { asideFor, type SettingAside } from '../past/set-aside.ts';
import { promiseFrom, type RawEvent, readItemHistory } from './read-items.ts';

/** What one customer waited for. */
export interface Waited {
  readonly items: ItemHistory[];
  readonly quarantined: ItemRef[];
}

/** What is known while the past is read. */
export interface ReadingPast {
  readonly snapshot: Snapshot;
  readonly zone: Zone;
  /** Nothing later is believed. */
  readonly horizon: Instant;
  readonly aside: SettingAside;
  /** Read only these, and no lines: what usual times are learned from. */
  readonly part?: PastPart;
}

/** Reads all orders and jobs with their lines, shipments and events. */
export class WaitingReader {
  readonly #snapshot: Snapshot;
  readonly #zone: Zone;
  readonly #horizon: Instant;
  readonly #aside: SettingAside;
  readonly #part: PastPart | undefined;
  readonly #order = new StageOrder();
  readonly #texts = new KeptTexts();
  readonly #items = new Map<string, ItemHistory>();
  /** By customer. */
  readonly waited = new Map<string, Waited>();
  /** How many events there are. */
  events = 0;

  private constructor({ snapshot, zone, horizon, aside, part }: ReadingPast) {
    this.#snapshot = snapshot;
    this.#zone = zone;
    this.#horizon = horizon;
    this.#aside = aside;
    this.#part = part;
  }

  static async read(reading: ReadingPast): Promise<WaitingReader> {
    const reader = new WaitingReader(reading);
    const events = await reader.#readEvents();
    for (const kind of ITEM_KINDS) await reader.#readItems(kind, events);
    // Of a part, events of older items are left over.
    for (const [key, left] of reading.part ? [] : events) {
      const id = key.slice(key.indexOf(':') + 1);
      const many = `${left.length} events`;
      reading.aside.row('stage_events', { code: 'unknown_item' }, id, { text: many, shows: [] });
    }
    return reader;
  }

  /** The history of an order or job; null: there is none. */
  item({ kind, id }: ItemRef): ItemHistory | null {
    return this.#items.get(refKey({ kind, id })) ?? null;
  }

  /** Everything that happened to items, by `kind:id`; none where the company keeps no such table. */
  async #readEvents(): Promise<Map<string, RawEvent[]>> {
    const events = new Map<string, RawEvent[]>();
    const pages = await this.#snapshot.stream(
      `select item_kind, item_id, line_no, stage, ${epoch('at')}, promised_for from ${this.#snapshot.tables.stage_events} events where ${within(this.#part, 'item_id', 'at')}`,
    );
    for (let rows = await pages(); rows !== null; rows = await pages())
      for (const [kind, id, line, name, moment, promised] of rows) {
        const at = rawInstant(moment ?? null);
        if (at === null || kind == null || id == null) {
          this.#aside.row('stage_events', { code: 'event_unusable' }, id ?? '(none)');
          continue;
        }
        // One text for each stage, and not one for each event.
        const stage = this.#texts.name(name ?? '');
        const lineNo = line == null ? null : Number(line);
        push(events, refKey({ kind, id }), { lineNo, stage, at, promised: promised ?? null });
        this.events += 1;
      }
    for (const theirs of events.values())
      this.#order.learn(
        theirs.filter(({ lineNo }) => lineNo === null).map((each) => ({ ...each, promisedFor: null })),
      );
    return events;
  }

  async #readItems(kind: ItemKind, events: Map<string, RawEvent[]>): Promise<void> {
    const pages = await this.#snapshot.stream(
      everyItemQuery(kind, this.#snapshot.tables, within(this.#part, 'id', ITEM_TABLES[kind].openedAt)),
    );
    const withParts: Ordered[] = [];
    const lineEvents = new Map<string, ReadonlyMap<number, ItemHistory['events']>>();
    const reading = {
      horizon: this.#horizon,
      zone: this.#zone,
      aside: this.#aside,
      texts: this.#texts,
      sorted: (each: ItemHistory['events']) => this.#order.sort(each),
    };
    for (let rows = await pages(); rows !== null; rows = await pages())
      for (const row of rows) {
        const key = `${kind}:${row[AT.id] ?? ''}`;
        const read = readItemHistory(kind, row, events.get(key) ?? [], reading);
        events.delete(key);
        const theirs = this.#of(kind, row);
        if (!('item' in read)) {
          this.#aside.row(read.table, asideFor(read.fault), read.id, read.fault);
          theirs?.quarantined.push({ kind, id: read.id as ItemId });
          continue;
        }
        if (theirs === null) continue;
        if (this.#items.has(key)) {
          this.#aside.row(ITEM_TABLES[kind].table, { code: 'id_twice' }, read.item.row.id);
          continue;
        }
        this.#items.set(key, read.item);
        theirs.items.push(read.item);
        if (row[AT.hasParts] === 't') withParts.push(read.item.row);
        if (read.lineEvents.size > 0) lineEvents.set(read.item.row.id, read.lineEvents);
      }
    if (kind === 'order' && !this.#part) await this.#readParts(withParts, lineEvents);
  }

  /** The customer of a row; null, and counted, when nobody of that id is in customers. */
  #of(kind: ItemKind, row: readonly Raw[]): Waited | null {
    const customerId = row[AT.customerId] ?? '';
    if (customerId === '' || (row[AT.known] ?? null) === null) {
      const fault: DataFault =
        customerId === '' ? { code: 'names_nobody' } : { code: 'no_customer', it: customerId };
      this.#aside.row(ITEM_TABLES[kind].table, asideFor(fault), row[AT.id] ?? '(none)', fault);
      return null;
    }
    return this.#waitedOf(customerId);
  }

  #waitedOf(customerId: string): Waited {
    const theirs = this.waited.get(customerId) ?? { items: [], quarantined: [] };
    this.waited.set(customerId, theirs);
    return theirs;
  }

  async #readParts(
    orders: readonly Ordered[],
    events: ReadonlyMap<string, ReadonlyMap<number, ItemHistory['events']>>,
  ): Promise<void> {
    const lined = new Map<string, readonly OrderLine[]>();
    const shipped = new Map<string, readonly Shipment[]>();
    for (const some of portions(orders)) {
      const { lines, shipments } = await readParts(this.#snapshot, some, this.#horizon, this.#zone);
      for (const [id, of] of lines.byOrder) lined.set(id, of);
      for (const [id, of] of shipments.byOrder) shipped.set(id, of);
      for (const each of [...lines.doubts.values(), ...shipments.doubts.values()]) this.#aside.doubts(each);
    }
    for (const { items } of this.waited.values())
      for (const [nth, item] of items.entries()) {
        const { kind, id } = item.row;
        const lines = kind === 'order' ? lined.get(id) : undefined;
        const shipments = kind === 'order' ? shipped.get(id) : undefined;
        if (!lines && !shipments) continue;
        const of = events.get(id);
        const whole = {
          ...item,
          row: { ...item.row, shipments: shipments ?? item.row.shipments },
          lines: (lines ?? []).map((row) => {
            const each = of?.get(row.lineNo) ?? [];
            return { row, events: each, promiseFrom: promiseFrom(each) };
          }),
        };
        items[nth] = whole;
        this.#items.set(`order:${id}`, whole);
      }
  }
}

/** The condition for the rows of a part; `true` for all. */
function within(part: PastPart | undefined, id: string, at: string): string {
  if (!part) return 'true';
  const { of, nth, since } = part;
  return `(hashtext(${id}::text) & ${of - 1}) = ${nth} and ${at} >= '${isoInstant(since)}'`;
}
