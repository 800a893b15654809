import type { Doubt, ItemRef } from './customer.ts';
import type { Quarantined } from './source/quarantine.ts';
import type { FindingKind } from './waiting/finding.ts';

/** What one round did, as `round --json` prints it. Counts are complete; `truncated` tells which lists are not. */
export interface RoundReport {
  readonly at: string;
  readonly round_id: string | null;
  readonly dry_run: boolean;
  /** Why nothing was done, while everything is paused. */
  readonly paused: string | null;
  readonly looked: { readonly customers: number; readonly orders: number; readonly service_jobs: number };
  readonly found: Readonly<Partial<Record<FindingKind, number>>>;
  readonly written: number;
  readonly held: number;
  readonly handed_over: number;
  /** Found, but told already. */
  readonly nothing_new: number;
  /** The guard that tripped, in words: its letters wait for a person. */
  readonly guard: string | null;
  readonly quarantined: readonly Quarantined[];
  /** Fields set aside; their items were judged on the rest. */
  readonly doubtful: readonly Doubt[];
  readonly unmapped_stages: readonly string[];
  readonly letters: readonly LetterEntry[];
  readonly holds: readonly HoldEntry[];
  readonly tasks: readonly TaskEntry[];
  readonly counts: { readonly quarantined: number; readonly doubtful: number; readonly tasks: number };
  readonly truncated: readonly string[];
}

export interface LetterEntry {
  readonly id: string;
  readonly key: string;
  readonly kind: string;
  readonly customer_id: string;
  readonly language: string;
  readonly to: string;
  readonly about: readonly ItemRef[];
  readonly findings: readonly string[];
  readonly next_word_by: string;
}
export interface HoldEntry {
  readonly customer_id: string;
  readonly about: readonly ItemRef[];
  readonly reason: string;
  readonly code: string;
  /** Who should look at it: the owner of an abandoned item. */
  readonly for?: string;
}
export interface TaskEntry {
  readonly kind: string;
  readonly for: string | null;
  readonly customer_id: string;
  readonly about: readonly ItemRef[];
}
