import type { Day } from '../calendar/time.ts';

/** What a customer may decide about an order that cannot come in time: to wait, or to cancel and have their money back. */
export interface DelayOption {
  /** What it means when they say nothing. */
  readonly silence: 'consents' | 'cancels';
  /** The definite new day; null: there is none. */
  readonly revised: Day | null;
  /** By when they answer; null: that day has passed. */
  readonly answerBy: Day | null;
}
