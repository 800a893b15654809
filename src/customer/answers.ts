import type { Day, Instant } from '../calendar/time.ts';
import type { About, LetterId } from './ids.ts';

/** What a reader can answer with one tap. */
export const ANSWERS = ['paid', 'call', 'wrong', 'partial', 'cancel', 'collect', 'less', 'consent'] as const;
export type Answer = (typeof ANSWERS)[number];

/** What a customer decided with one tap, from the address that the letter went to. */
export interface GivenAnswer {
  /** The mail. */
  readonly id: string;
  readonly at: Instant;
  readonly answer: Answer;
  readonly letterId: LetterId | null;
  /** What the letter was about. */
  readonly about: readonly About[];
  /** The day that they named; of "I have paid" it is a promise to pay. */
  readonly day: Day | null;
  /** The task that somebody got with it; null: nobody had to do anything. */
  readonly taskKey: string | null;
  /** What became of a promise to pay; null: nothing yet, or it is none. */
  readonly came: CameOf | null;
}

/** A promise to pay was kept, or its day and the time that money takes have passed. */
export type CameOf = 'kept' | 'broken';
