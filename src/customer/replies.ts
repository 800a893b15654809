import type { Day, Instant } from '../calendar/time.ts';
import type { GivenAnswer } from './answers.ts';
import type { About, ItemRef, LetterId } from './ids.ts';
import type { UntoldTask } from './task.ts';

/** Something that a customer wrote to us. A person answers; a letter of ours is no answer. */
export interface Reply {
  readonly id: string;
  readonly at: Instant;
  /** The letter that it answers; null: it answers none. */
  readonly letterId: LetterId | null;
  /** What that letter was about; empty: their business at large. */
  readonly about: readonly About[];
  readonly owedBy: Day;
  /** When a person answered; null: nobody has, as far as we were told. */
  readonly answeredAt: Instant | null;
}

/** Why no letter goes to an address: letters to it came back, or its reader reported one as spam. */
export type SuppressedBecause = 'bounced' | 'complained';

/** What mails to us left to remember of one customer. */
export interface InboxMemory {
  /** Oldest first: those that nobody has answered, and those answered lately. */
  readonly replies: readonly Reply[];
  /** By address in small letters. */
  readonly suppressed: ReadonlyMap<string, SuppressedBecause>;
  /** Urgent tasks, made when a mail was read, a letter refused or in a round that was killed: no letter has told their person yet. */
  readonly untold: readonly UntoldTask[];
  /** What they decided with one tap, oldest first. */
  readonly answers: readonly GivenAnswer[];
  /** Since when they want to be written to less; null: they never said so, or a person lifted it. */
  readonly lessSince: Instant | null;
  /** When they last said so, lifted or not: the words that letters had given by then bind us no more. Null: never. */
  readonly letOffAt: Instant | null;
}

export const NOTHING_RECEIVED: InboxMemory = {
  replies: [],
  suppressed: new Map(),
  untold: [],
  answers: [],
  lessSince: null,
  letOffAt: null,
};

/** The orders and jobs among what something is about. */
export const itemsOf = (about: readonly About[]): readonly ItemRef[] =>
  about.flatMap((one) => (one.kind === 'invoice' ? [] : [one]));

/** Somebody is owed an answer, or has a task that nobody told them of. */
export const hasMailToAttendTo = ({ replies, untold }: InboxMemory): boolean =>
  untold.length > 0 || replies.some(({ answeredAt }) => answeredAt === null);
