/** Which half of its work a round does: who waits, who owes, or both. */
export const HALVES = ['waiting', 'dunning', 'both'] as const;
export type Half = (typeof HALVES)[number];
