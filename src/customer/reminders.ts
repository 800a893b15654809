import type { Instant } from '../calendar/time.ts';
import type { InvoiceId, LetterId } from './ids.ts';
import type { ReminderKind } from './letter-kinds.ts';
import type { LetterStatus } from './letter-status.ts';
import type { InvoiceFacts } from './money-facts.ts';
import type { CaseTask } from './task.ts';
import type { Tone } from './tone.ts';

/** One reminder (or thanks) as one of its invoices remembers it. */
export interface Reminder {
  readonly letterId: LetterId;
  readonly invoiceId: InvoiceId;
  readonly kind: ReminderKind;
  /** The nth letter about this invoice, from 1, withdrawn ones included: never two for one occasion. */
  readonly ordinal: number;
  /** The rung that the invoice stood on, which may be above the letter's tone; null for thanks. */
  readonly rung: string | null;
  /** The tone of the letter. */
  readonly tone: Tone | null;
  readonly status: LetterStatus;
  readonly decidedAt: Instant;
  readonly submittedAt: Instant | null;
  /** When who got it was told that it was wrong. */
  readonly correctedAt?: Instant | null | undefined;
  readonly address: string;
  readonly messageId: string;
  /** The invoice as the letter named it: thanks name a settled one in the same words. */
  readonly told: InvoiceFacts | null;
  /** A mail said that it did not arrive, though only for now: nothing was told. */
  readonly cameBack: boolean;
  /** The invoice was settled after it: a reopened one starts afresh. */
  readonly ended: boolean;
}

/** A person said: no reminders. `invoiceId` null: about anything of this customer. */
export interface HandHold {
  readonly id: string;
  readonly invoiceId: InvoiceId | null;
  /** The last day on which it holds, ISO; null: until it is lifted. */
  readonly until: string | null;
  readonly why: string;
  readonly by: string;
}

/** What we remember of a customer's reminders. */
export interface DunningMemory {
  /** Oldest first. */
  readonly reminders: readonly Reminder[];
  /** Not lifted; one whose last day has passed no longer holds. */
  readonly holds: readonly HandHold[];
  /** Tasks about invoices, done or not. */
  readonly tasks: readonly CaseTask[];
  /**
   * When the last reminder went to an address (small letters), whichever customer it was to, where that is not too long ago to matter:
   * a person who stands in the tables under several ids reads all of them. A round alone knows.
   */
  readonly remindedAt: ReadonlyMap<string, Instant>;
  /** A credit review is asked for and not done. */
  readonly creditReviewOpen: boolean;
}

export const NOTHING_DUNNED: DunningMemory = {
  reminders: [],
  holds: [],
  tasks: [],
  remindedAt: new Map(),
  creditReviewOpen: false,
};
