import type { Instant } from '../../calendar/time.ts';
import type { About, CustomerId, LetterId, PersonId } from '../../customer/ids.ts';
import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';

/** A letter that this worker holds the lease of: nobody else sends it until the lease ends. */
export interface ClaimedLetter {
  readonly id: LetterId;
  readonly customerId: CustomerId;
  readonly audience: 'customer' | 'staff';
  /** The person of the company whom it is for, or who signs it. */
  readonly forPerson: PersonId | null;
  readonly kind: AnyLetterKind;
  readonly language: string;
  readonly templateVersion: string;
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string | null; readonly address: string } | null;
  readonly subject: string;
  readonly facts: LetterFacts;
  readonly about: readonly About[];
  readonly messageId: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** Why it was retried or what a person said before; null at the first attempt. */
  readonly statusReason: string | null;
  readonly decidedAt: Instant;
  readonly releasedAt: Instant | null;
  /** What whoever released it had read of what is open; null: nobody was shown it anew. */
  readonly readAs: string | null;
  /** When it was first tried: its Date header, the same at every attempt. */
  readonly firstAttemptAt: Instant;
  /** This attempt included. */
  readonly attempts: number;
  readonly uncertainCount: number;
}
