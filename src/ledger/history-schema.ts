import type { ColumnType, Generated } from 'kysely';
import type { MaybeMoment, Moment } from './column-types.ts';

interface HistoryTable {
  id: Generated<string>;
  at: Moment;
  recorded_at: Generated<Date>;
  subject_kind: string;
  subject_id: string;
  customer_id: string | null;
  what: string;
  from_state: string | null;
  to_state: string | null;
  who: string;
  why: string | null;
  detail: ColumnType<unknown, string | null, never>;
}
interface SweepsTable {
  id: Generated<string>;
  at: Moment;
  finished_at: MaybeMoment;
  removed: ColumnType<unknown, string | null | undefined, string | null>;
}
interface ForgottenTable {
  hash: string;
  at: Moment;
}

/** What changed, what was removed by age, and who was forgotten. */
export interface HistoryTables {
  history: HistoryTable;
  sweeps: SweepsTable;
  forgotten: ForgottenTable;
}
