/** Kinds of stages at which an item waits. */
export const WAITING_KINDS = [
  'queued',
  'in_progress',
  'awaiting_stock',
  'awaiting_supplier',
  'awaiting_parts',
  'in_transit',
  'awaiting_customer',
  'awaiting_credit',
] as const;
export const STAGE_KINDS = [...WAITING_KINDS, 'ready', 'done', 'cancelled'] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** At these kinds the item is not waiting for us, whatever else its row says. */
export const isFinished = (kind: StageKind): boolean => kind === 'ready' || isOver(kind);

/** At these kinds nothing of it is left to do, for us or for the customer. */
export const isOver = (kind: StageKind): boolean => kind === 'done' || kind === 'cancelled';

/** How far along each kind of stage is. What waits for somebody else stands before the work goes on. */
const ALONG: Readonly<Record<StageKind, number>> = {
  queued: 0,
  awaiting_credit: 1,
  awaiting_customer: 1,
  awaiting_supplier: 1,
  awaiting_parts: 1,
  awaiting_stock: 1,
  in_progress: 2,
  in_transit: 3,
  ready: 4,
  done: 5,
  cancelled: 5,
};

/** How much further one kind is than another: 0 where they stand side by side. */
export const stepsFrom = (from: StageKind, to: StageKind): number => ALONG[to] - ALONG[from];
