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
] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

/** At these kinds the item is not waiting for us, whatever else its row says. */
export const isFinished = (kind: StageKind): boolean => kind === 'ready' || kind === 'done';
