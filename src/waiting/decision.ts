import type { ClosedBecause } from '../customer/closed-address.ts';
import type { ItemRef } from '../customer/ids.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import type { Finding } from './finding.ts';

/** Why a letter about an item waits. Each is decided again in the next round. */
export type HoldCode =
  | 'not_seen'
  | 'abandoned'
  | 'backlog'
  | 'feed_stale'
  | 'shared_address'
  | 'person_spoke'
  | 'reply_owed'
  | 'letter_held'
  | 'after_upgrade'
  | 'already_written_today'
  | 'outside_hours';

/** Why a person calls instead of a letter going. */
export type HandOverCode = 'no_address' | ClosedBecause | 'email_not_wanted' | 'past_letters';

/** What to do about the findings of one item, always with its reason in one English sentence. */
export type Decision = {
  readonly item: ItemRef;
  readonly findings: readonly Finding[];
  readonly reason: string;
} & Verb;

type Verb =
  | { readonly do: 'write'; readonly letter: LetterKind; readonly address: string }
  | { readonly do: 'hold'; readonly hold: HoldCode }
  | { readonly do: 'hand_over'; readonly because: HandOverCode }
  | { readonly do: 'nothing' };

export type WriteDecision = Extract<Decision, { do: 'write' }>;
