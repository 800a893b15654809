import type { ColumnType, Generated } from 'kysely';
import type { MaybeMoment, Moment } from './column-types.ts';

interface InboxMailsTable {
  id: string;
  customer_id: string | null;
  read_at: Moment;
  kind: string;
  address: string | null;
  status: string | null;
  why: string;
  letter_id: string | null;
  matched_by: string | null;
  folder: string;
}
interface SuppressionsTable {
  id: Generated<string>;
  address: string;
  customer_id: string;
  since: Moment;
  why: string;
  said: string;
  letter_id: string | null;
  mail_id: string | null;
  lifted_at: MaybeMoment;
  lifted_by: string | null;
}
interface RepliesTable {
  id: string;
  customer_id: string;
  at: Moment;
  letter_id: string | null;
  about: ColumnType<unknown, string, string>;
  /** `YYYY-MM-DD` */
  owed_by: string;
  task_key: string;
  answered_at: MaybeMoment;
  answered_by: string | null;
}

/** What mails left behind. */
export interface InboxTables {
  inbox_mails: InboxMailsTable;
  suppressions: SuppressionsTable;
  replies: RepliesTable;
}
