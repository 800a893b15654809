import { instantFrom } from '../../calendar/time.ts';
import type { CaseTask, TaskKind, TaskResult } from '../../customer/task.ts';

/** A row of tasks, as far as the rules ask for it. */
export interface KeptTask {
  readonly key: string;
  readonly kind: TaskKind;
  readonly created_at: Date;
  readonly done_at: Date | null;
  readonly result: TaskResult | null;
}

export const caseTask = ({ key, kind, created_at, done_at, result }: KeptTask): CaseTask => ({
  key,
  kind,
  createdAt: instantFrom(created_at),
  doneAt: instantFrom(done_at),
  result,
});
