import type { Instant } from './calendar/time.ts';

export interface CaseTask {
  /** Natural key: case + kind + occasion. */
  readonly key: string;
  readonly kind: TaskKind;
  readonly createdAt: Instant;
}

export const TASK_KINDS = ['call-customer', 'answer-customer', 'review-credit-limit', 'escalation'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];
