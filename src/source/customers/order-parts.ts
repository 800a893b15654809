import type { Instant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { Doubt, WaitingItem } from '../../customer/customer.ts';
import { NO_SHIPMENTS } from '../../customer/shipment.ts';
import { type Raw, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { AT } from './item-rows.ts';
import { type OrderLines, readLines } from './lines.ts';
import { type Ordered, readShipments, type Shipments } from './shipments.ts';

/** What stands beside the rows of some orders. */
export interface OrderParts {
  readonly lines: OrderLines;
  readonly shipments: Shipments;
}

/** The lines and shipments of these orders. */
export async function readParts(
  source: RowSource,
  orders: readonly Ordered[],
  now: Instant,
  zone: Zone,
): Promise<OrderParts> {
  const ids = orders.map(({ id }) => id);
  const [lines, shipments] = await Promise.all([
    readLines(source, ids, now),
    readShipments(source, orders, now, zone),
  ]);
  return { lines, shipments };
}

/** Of raw rows of orders. */
export const orderedOf = (rows: readonly (readonly Raw[])[]): readonly Ordered[] =>
  rows.map((row) => ({ id: row[AT.id] ?? '', openedAt: rawInstant(row[AT.openedAt] ?? null) }));

/** An order with its lines and shipments. */
export const withParts = (order: WaitingItem, { lines, shipments }: OrderParts): WaitingItem => ({
  ...order,
  lines: lines.byOrder.get(order.id) ?? order.lines,
  shipments: shipments.byOrder.get(order.id) ?? NO_SHIPMENTS,
});

/** What is doubtful about the lines and shipments of an order. */
export const doubtsOf = (orderId: string, { lines, shipments }: OrderParts): readonly Doubt[] => [
  ...(lines.doubts.get(orderId) ?? []),
  ...(shipments.doubts.get(orderId) ?? []),
];
