import type { Instant } from '../../calendar/time.ts';
import type { OrderLine } from '../../customer/customer.ts';
import type { CustomerId, ItemKind } from '../../customer/ids.ts';
import {
  type LastSeen,
  placeKey,
  type RememberStages,
  type SeenPlace,
  type StageSeen,
} from '../../customer/stages-seen.ts';
import { AT } from '../customers/item-rows.ts';
import type { OrderLines } from '../customers/lines.ts';
import type { Raw } from '../rows/raw.ts';

/**
 * Since when the items and lines of some customers stand at their stage, where their rows do not say: since the first round that saw
 * them there. What is seen for the first time counts from now, and is to be kept. Only rows without a `stage_since` cost anything.
 */
export class StageMemory {
  readonly #remember: RememberStages | null;
  readonly #now: Instant;
  readonly #known = new Map<string, LastSeen>();
  /** Orders with lines or shipments. */
  readonly #orders = new Map<string, { readonly customerId: CustomerId; readonly stage: Raw }>();
  readonly #seen = new Map<string, StageSeen>();

  /** @param remember null: rows are taken as they are */
  constructor(remember: RememberStages | null, now: Instant) {
    this.#remember = remember;
    this.#now = now;
  }

  /** What was seen for the first time. */
  get seen(): readonly StageSeen[] {
    return [...this.#seen.values()];
  }

  /** Writes the moment into raw rows of items that have none. */
  async fillItems(rows: ReadonlyMap<ItemKind, readonly Raw[][]>): Promise<void> {
    if (this.#remember === null) return;
    const undated: { readonly place: SeenPlace; readonly row: Raw[]; readonly customerId: CustomerId }[] = [];
    for (const [kind, of] of rows)
      for (const row of of) {
        const id = row[AT.id];
        if (!id) continue;
        const customerId = (row[AT.customerId] ?? '') as CustomerId;
        if (row[AT.hasParts] === 't') this.#orders.set(id, { customerId, stage: row[AT.stage] ?? null });
        // A glance that was cut says that nothing is asked of its row.
        if (row.length > AT.stageSince && row[AT.stageSince] === null && row[AT.stage])
          undated.push({ place: { kind, id, lineNo: null }, row, customerId });
      }
    await this.#learn(undated.map(({ place }) => place));
    for (const { place, row, customerId } of undated)
      row[AT.stageSince] = String(this.#since(place, row[AT.stage] ?? '', customerId) / 1_000);
  }

  /** The lines of orders, those without a moment with theirs. A line without a stage, or with that of its order, follows it. */
  async fillLines(lines: OrderLines): Promise<OrderLines> {
    if (this.#remember === null) return lines;
    const undated = [...lines.byOrder].flatMap(([id, of]) =>
      of
        .filter((line) => this.#isAlone(id, line))
        .map(({ lineNo }): SeenPlace => ({ kind: 'order', id, lineNo })),
    );
    if (undated.length === 0) return lines;
    await this.#learn(undated);
    const filled = new Map(
      [...lines.byOrder].map(([id, of]) => [
        id,
        of.map((line) => {
          const { stage, lineNo } = line;
          if (stage === null || !this.#isAlone(id, line) || this.#isDoubted(lines, id, lineNo)) return line;
          const customerId = this.#orders.get(id)?.customerId ?? ('' as CustomerId);
          return { ...line, stageSince: this.#since({ kind: 'order', id, lineNo }, stage, customerId) };
        }),
      ]),
    );
    return { ...lines, byOrder: filled };
  }

  #isAlone(orderId: string, { stage, stageSince }: OrderLine): boolean {
    return stage !== null && stageSince === null && stage !== this.#orders.get(orderId)?.stage;
  }

  /** Its row names a moment, and one that cannot be right: nobody knows since when. */
  #isDoubted({ doubts }: OrderLines, orderId: string, lineNo: number): boolean {
    return (
      doubts
        .get(orderId)
        ?.some(({ id, field }) => field === 'stage_since' && id === `${orderId}/${lineNo}`) ?? false
    );
  }

  async #learn(places: readonly SeenPlace[]): Promise<void> {
    const unknown = places.filter((place) => !this.#known.has(placeKey(place)));
    if (this.#remember === null || unknown.length === 0) return;
    for (const [key, last] of await this.#remember(unknown)) this.#known.set(key, last);
  }

  #since(place: SeenPlace, stage: string, customerId: CustomerId): Instant {
    const key = placeKey(place);
    const last = this.#known.get(key);
    // One that a later round saw, as when a round is run for a day that has passed, tells nothing of this one.
    if (last?.stage === stage && last.since <= this.#now) return last.since;
    this.#known.set(key, { stage, since: this.#now });
    if (customerId !== '') this.#seen.set(key, { ...place, stage, customerId });
    return this.#now;
  }
}
