import type { Day, Instant } from '../calendar/time.ts';

/** A parcel or delivery of an order, as the company's tables name it. Fields in doubt were set aside (null) by the reader. */
export interface Shipment {
  readonly id: string;
  /** Who carries it, as the customer would call them. */
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  /** An http or https address. */
  readonly trackingUrl: string | null;
  readonly shippedAt: Instant | null;
  /** The day on which the carrier expects to deliver it. */
  readonly expectedOn: Day | null;
  readonly deliveredAt: Instant | null;
  /** Numbers of the lines of the order that are in it; null: the whole order. */
  readonly lineNos: readonly number[] | null;
}

export const NO_SHIPMENTS: readonly Shipment[] = [];

export const isDelivered = ({ deliveredAt }: Shipment): boolean => deliveredAt !== null;

/** It left, whether it has arrived or not. */
export const hasLeft = ({ shippedAt, deliveredAt }: Shipment): boolean =>
  shippedAt !== null || deliveredAt !== null;

export const isOnItsWay = (shipment: Shipment): boolean => hasLeft(shipment) && !isDelivered(shipment);

/** Whether a line of the order is in it. */
export const carries = ({ lineNos }: Shipment, line: { readonly lineNo: number }): boolean =>
  lineNos === null || lineNos.includes(line.lineNo);
