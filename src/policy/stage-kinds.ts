export const STAGE_KINDS = [
  'queued',
  'in_progress',
  'awaiting_stock',
  'awaiting_supplier',
  'awaiting_parts',
  'in_transit',
  'awaiting_customer',
  'awaiting_credit',
  'ready',
  'done',
  'cancelled',
] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** At these kinds the item is not waiting for us, whatever else its row says. */
export const isFinished = (kind: StageKind): boolean => kind === 'ready' || isOver(kind);

/** At these kinds nothing of it is left to do, for us or for the customer. */
export const isOver = (kind: StageKind): boolean => kind === 'done' || kind === 'cancelled';
