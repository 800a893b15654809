import type { Rules } from '../policy/rules.ts';

/** Which guards there are, as policy and letters name them. */
export const GUARDS = ['letters_per_round', 'newly_stalled_share', 'clock', 'longest_gap'] as const;

/** What one round did, in the numbers that guards look at. */
export interface RoundCounts {
  /** Open items looked at. */
  readonly items: number;
  /** Customer letters written. */
  readonly letters: number;
  /** Items with their first letter. */
  readonly newlyStalled: number;
}

/**
 * The guard that a round tripped, in words, or null. A broken export stalls everything at once; a person should
 * see that before the customers do. O(1): it looks at counters only.
 */
export function trippedGuard(counts: RoundCounts, guards: Rules['guards']): string | null {
  const { lettersPerRound, newlyStalledShare, newlyStalledFloor } = guards;
  if (counts.letters > lettersPerRound)
    return `guard letters_per_round: ${counts.letters} letters in one round, more than ${lettersPerRound}`;
  const share = counts.items === 0 ? 0 : counts.newlyStalled / counts.items;
  if (counts.newlyStalled > newlyStalledFloor && share > newlyStalledShare) {
    const percent = (value: number) => `${Math.round(value * 100)}%`;
    return `guard newly_stalled_share: ${counts.newlyStalled} of ${counts.items} items stalled at once (${percent(share)}), more than ${percent(newlyStalledShare)}`;
  }
  return null;
}
