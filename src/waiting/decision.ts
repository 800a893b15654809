import type { Day } from '../calendar/time.ts';
import type { ClosedBecause } from '../customer/closed-address.ts';
import type { ItemRef } from '../customer/ids.ts';
import type { ItemState } from '../customer/item-state.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import type { Finding } from './finding.ts';
import type { LetterHold } from './letter-hold.ts';

/** Why a person calls instead of a letter going. */
export type HandOverCode = 'no_address' | ClosedBecause | 'email_not_wanted' | 'asked_for_less';

/** What to do about the findings of one item, always with its reason in one English sentence. */
export type Decision = {
  readonly item: ItemRef;
  readonly state: ItemState;
  readonly findings: readonly Finding[];
  readonly reason: string;
} & Verb;

type Verb =
  | Write
  | { readonly do: 'hold'; readonly hold: LetterHold }
  | HandOver
  | { readonly do: 'nothing' };

interface Write {
  readonly do: 'write';
  readonly letter: LetterKind;
  readonly address: string;
  /** Our word; null: the letter ends the matter, or promises none. */
  readonly nextWordBy: Day | null;
  /** Nothing changed since the letter before. */
  readonly quiet: boolean;
  /** A person calls by that day instead of a further letter without news, and the letter says so. */
  readonly callBy: Day | null;
}

interface HandOver {
  readonly do: 'hand_over';
  readonly because: HandOverCode;
}

export type WriteDecision = Extract<Decision, { do: 'write' }>;
