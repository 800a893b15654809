/** What an open item is for us: the first of these that fits (waiting/state.ts). */
export const ITEM_STATES = [
  'over',
  'ready',
  'theirs',
  'on_hold',
  'broken',
  'at_risk',
  'stalled',
  'silent',
  'on_course',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];
