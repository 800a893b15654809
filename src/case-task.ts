import type { Instant } from './calendar/time.ts';

export interface CaseTask {
  /** Natural key: case + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly createdAt: Instant;
}

export type TaskKind = 'call-customer' | 'answer-customer' | 'review-credit-limit' | 'escalation';
