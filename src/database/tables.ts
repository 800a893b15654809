import type { ColumnType, Generated } from 'kysely';
import type { MaybeMoment, Moment, WatchTables } from './watch-tables.ts';

export interface RoundsTable {
  id: Generated<string>;
  at: Moment;
  started_at: Moment;
  finished_at: MaybeMoment;
  half: Generated<string>;
  own_clock: Generated<boolean>;
  report: ColumnType<unknown, string | null | undefined, string | null>;
  totals: ColumnType<unknown, string | null | undefined, string | null>;
}
export interface CasesTable {
  id: string;
  customer_id: string;
  item_kind: string;
  item_id: string;
  opened_at: Moment;
  closed_at: MaybeMoment;
  closed_because: string | null;
  item_ended: Generated<boolean>;
  /** `YYYY-MM-DD` */
  word_by: string | null;
  letter_held: boolean | null;
  climbed: string | null;
}
export interface TemplateVersionsTable {
  hash: string;
  letter: string;
  language: string;
  source: ColumnType<unknown, string, string>;
  first_used: Moment;
}
export interface LettersTable {
  id: string;
  key: string;
  customer_id: string;
  round_id: string | null;
  audience: string;
  kind: string;
  language: string;
  template_version: string;
  to_name: string;
  to_address: string;
  reply_to_name: string | null;
  reply_to_address: string | null;
  for_person: Generated<string | null>;
  subject: string;
  facts: ColumnType<unknown, string, string>;
  about: ColumnType<unknown, string, string>;
  findings: string[];
  /** `YYYY-MM-DD` */
  next_word_by: string | null;
  message_id: string;
  in_reply_to: string | null;
  refs: Generated<string[]>;
  status: Generated<string>;
  status_reason: string | null;
  decided_at: Moment;
  due_at: Moment;
  attempts: Generated<number>;
  first_attempt_at: MaybeMoment;
  uncertain_count: Generated<number>;
  leased_by: string | null;
  untried_by: string | null;
  lease_until: MaybeMoment;
  submitted_at: MaybeMoment;
  settled_at: MaybeMoment;
  released_at: MaybeMoment;
  released_by: Generated<string | null>;
  soft_bounces: Generated<number>;
  delays: Generated<number>;
  guard_id: string | null;
  emptied_at: MaybeMoment;
}
export interface LetterCasesTable {
  letter_id: string;
  case_id: string;
  customer_id: string;
  ordinal: number;
  told: ColumnType<unknown, string, string>;
}
export interface TasksTable {
  key: string;
  customer_id: string;
  kind: string;
  for_person: string | null;
  case_id: string | null;
  about: ColumnType<unknown, string, string>;
  why: string;
  created_at: Moment;
  done_at: MaybeMoment;
  done_by: string | null;
  /** `YYYY-MM-DD` */
  due_on: Generated<string | null>;
  untold: Generated<boolean | null>;
  urgent: Generated<boolean | null>;
  result: Generated<string | null>;
  note: Generated<string | null>;
}
export interface RemindersTable {
  letter_id: string;
  invoice_id: string;
  customer_id: string;
  ordinal: number;
  rung: string | null;
  tone: string | null;
  ended_at: MaybeMoment;
}
export interface HoldsTable {
  id: Generated<string>;
  customer_id: string;
  invoice_id: string | null;
  /** `YYYY-MM-DD` */
  until: string | null;
  why: string;
  by: string;
  at: Moment;
  lifted_at: MaybeMoment;
  lifted_by: Generated<string | null>;
  lifted_why: Generated<string | null>;
}
export interface VerdictsTable {
  key: string;
  invoice_id: string;
  planned_letter: string | null;
  customer_id: string;
  days_overdue: number;
  record: string;
  usual_lateness: number | null;
  rung: string | null;
  asked_tone: string | null;
  verdict: string;
  allowed_tone: string | null;
  release: string;
  without_tone: string | null;
  holds: string[];
  reasons: string[];
  until: string | null;
  decided_at: Moment;
  facts_as_of: MaybeMoment;
  round_id: string | null;
}
export interface PausesTable {
  id: Generated<string>;
  since: Moment;
  until: MaybeMoment;
  why: string;
  by: string;
}

/** Our own tables, in schema `tidings` (the connections set search_path to it). */
export interface Ledger extends InboxTables, HistoryTables, WatchTables, DocumentTables {
  rounds: RoundsTable;
  cases: CasesTable;
  template_versions: TemplateVersionsTable;
  letters: LettersTable;
  letter_cases: LetterCasesTable;
  tasks: TasksTable;
  reminders: RemindersTable;
  holds: HoldsTable;
  verdicts: VerdictsTable;
  pauses: PausesTable;
}

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
interface InboxTables {
  inbox_mails: InboxMailsTable;
  suppressions: SuppressionsTable;
  replies: RepliesTable;
}

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
interface HistoryTables {
  history: HistoryTable;
  sweeps: SweepsTable;
  forgotten: ForgottenTable;
}

interface PublicationsTable {
  id: Generated<string>;
  path: string;
  content: string | null;
  hash: string | null;
  by: string;
  at: Moment;
  why: string;
  restores: string | null;
}
interface DraftsTable {
  path: string;
  content: string;
  revision: Generated<number>;
  based_on: string | null;
  by: string;
  at: Moment;
}

/** What was published of the documents that letters are made with, and what is being changed. */
interface DocumentTables {
  publications: PublicationsTable;
  drafts: DraftsTable;
}
