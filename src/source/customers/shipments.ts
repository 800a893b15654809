import { type Day, dayOf, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { Doubt } from '../../customer/customer.ts';
import { type DataFault, notADay } from '../../customer/data-fault.ts';
import type { Shipment } from '../../customer/shipment.ts';
import { push } from '../../grouped.ts';
import { epoch, type Raw, rawDay } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { soundMoment, soundUrl } from './waiting-item.ts';

export interface Shipments {
  readonly byOrder: ReadonlyMap<string, readonly Shipment[]>;
  readonly doubts: ReadonlyMap<string, readonly Doubt[]>;
}

/** An order whose shipments are read. */
export interface Ordered {
  readonly id: string;
  /** Null: not known, or not to be believed. */
  readonly openedAt: Instant | null;
}

/** A longer address is nothing that somebody follows a parcel by. */
const LONGEST_URL = 1_000;
/** No carrier names a day further ahead: such a date is a slip of the pen. */
const FAR_OFF_DAYS = 366;

/**
 * The shipments of these orders, in order of their ids. What cannot be right is set aside and named per order; a shipment of which nobody can
 * say what is in it, or that left before its order was placed, is left out.
 * @param zone the company's, in which the carrier's days are days
 */
export async function readShipments(
  source: RowSource,
  orders: readonly Ordered[],
  now: Instant,
  zone: Zone,
): Promise<Shipments> {
  const byOrder = new Map<string, Shipment[]>();
  const doubts = new Map<string, Doubt[]>();
  if (orders.length === 0) return { byOrder, doubts };
  const opened = new Map(orders.map(({ id, openedAt }) => [id, openedAt]));
  const rows = await source.rows(
    `select order_id, left(id, 200), left(carrier, 200), left(tracking_number, 200), left(tracking_url, ${LONGEST_URL + 1}),
       ${epoch('shipped_at')}, expected_on, ${epoch('delivered_at')}, left(line_nos, 1000)
     from ${source.tables.shipments} shipments where order_id = any($1) order by order_id, id collate "C"`,
    [[...opened.keys()]],
  );
  for (const [orderId, ...rest] of rows) {
    if (orderId == null) continue;
    const id = `${orderId}/${rest[0] ?? '(none)'}`;
    const doubt = (field: string, fault: DataFault): null => {
      push(doubts, orderId, { table: 'shipments', id, field, fault });
      return null;
    };
    const before = byOrder.get(orderId)?.at(-1);
    const shipment = readShipment(rest, { now, zone, openedAt: opened.get(orderId) ?? null }, doubt);
    if (shipment === null) continue;
    // Rows come in order of their ids, so twins are neighbours.
    if (before?.id === shipment.id) doubt('id', { code: 'twice' });
    else push(byOrder, orderId, shipment);
  }
  return { byOrder, doubts };
}

interface Around {
  readonly now: Instant;
  readonly zone: Zone;
  readonly openedAt: Instant | null;
}

type Doubter = (field: string, fault: DataFault) => null;

/** Null: it cannot be believed at all, and the doubt says why. */
function readShipment(
  [id, carrier, number, url, shipped, expected, delivered, lines]: readonly Raw[],
  { now, zone, openedAt }: Around,
  doubt: Doubter,
): Shipment | null {
  if (!id) return doubt('id', { code: 'no_id' });
  const lineNos = soundLineNos(lines ?? null, doubt);
  if (lineNos === 'unreadable') return null;
  const shippedAt = soundMoment(shipped ?? null, now, 'shipped_at', doubt);
  const arrived = soundMoment(delivered ?? null, now, 'delivered_at', doubt);
  for (const [field, at] of [['shipped_at', shippedAt] as const, ['delivered_at', arrived] as const])
    if (at !== null && openedAt !== null && zone.dayAt(at) < zone.dayAt(openedAt))
      return doubt(field, {
        code: 'before_order',
        at: isoInstant(at),
        other: isoDay(zone.dayAt(openedAt)),
      });
  return {
    id,
    carrier: carrier?.trim() || null,
    trackingNumber: number?.trim() || null,
    trackingUrl: soundTracking(url ?? null, doubt),
    shippedAt,
    expectedOn: soundExpected(expected ?? null, shippedAt, now, zone, doubt),
    deliveredAt: soundDelivery(arrived, shippedAt, doubt),
    lineNos,
  };
}

function soundTracking(raw: Raw, doubt: Doubter): string | null {
  if (raw !== null && raw.length > LONGEST_URL)
    return doubt('tracking_url', { code: 'long', most: LONGEST_URL });
  return soundUrl(raw, 'tracking_url', doubt);
}

/** What arrived before it left is not known to have arrived. */
function soundDelivery(arrived: Instant | null, shippedAt: Instant | null, doubt: Doubter): Instant | null {
  if (arrived === null || shippedAt === null || arrived >= shippedAt) return arrived;
  return doubt('delivered_at', {
    code: 'before_leaving',
    at: isoInstant(arrived),
    other: isoInstant(shippedAt),
  });
}

/** A carrier's day: not before it left, and not more than a year ahead. */
function soundExpected(
  raw: Raw,
  shippedAt: Instant | null,
  now: Instant,
  zone: Zone,
  doubt: Doubter,
): Day | null {
  if (raw === null) return null;
  const day = rawDay(raw);
  if (day === null) return doubt('expected_on', notADay(raw));
  const left = shippedAt === null ? null : zone.dayAt(shippedAt);
  if (left !== null && day < left)
    return doubt('expected_on', { code: 'before_leaving', at: isoDay(day), other: isoDay(left) });
  if (day > dayOf(zone.dayAt(now) + FAR_OFF_DAYS))
    return doubt('expected_on', { code: 'year_ahead', at: isoDay(day) });
  return day;
}

/** `1 3 4`, apart by blanks, commas or semicolons; null: all of them. Who is told that all has left must not be told so by a slip. */
function soundLineNos(raw: Raw, doubt: Doubter): readonly number[] | null | 'unreadable' {
  const words = (raw ?? '').split(/[\s,;]+/).filter((word) => word !== '');
  if (words.length === 0) return null;
  const bad = words.find((word) => !/^\d{1,9}$/.test(word));
  if (bad === undefined) return words.map(Number);
  doubt('line_nos', { code: 'line', it: bad.slice(0, 40) });
  return 'unreadable';
}
