import type { ColumnType, Generated } from 'kysely';
import type { MaybeMoment, Moment } from './column-types.ts';

interface AlarmsTable {
  id: Generated<string>;
  code: string;
  subject: string;
  holder: Generated<string>;
  why: string;
  evidence: ColumnType<unknown, string, string>;
  raised_at: Moment;
  seen_at: Moment;
  told_at: MaybeMoment;
  ended_at: MaybeMoment;
  ended_told_at: MaybeMoment;
}
interface GuardTripsTable {
  id: string;
  guard: string;
  reason: string;
  letters: number;
  at: Moment;
  ended_at: MaybeMoment;
  ended_by: string | null;
}
interface BacklogReleasesTable {
  item_kind: string;
  item_id: string;
  customer_id: string;
  released_at: Moment;
  released_by: string;
}
interface DaysTable {
  /** `YYYY-MM-DD` */
  day: string;
  submitted: number | null;
  words_due: number | null;
  words_kept: number | null;
  harsh_kept_back: Generated<number>;
}

interface HomeTable {
  one: Generated<boolean>;
  system_identifier: string | null;
  timeline: string | null;
  database_oid: string;
  table_oid: string;
  folder: string | null;
  since: Moment;
}
interface PromisesTable {
  one: Generated<boolean>;
  checked_at: Moment;
  broken: ColumnType<unknown, string, string>;
}

/** Figures of days, alarms, guards that tripped, and what was released of the backlog. */
export interface WatchTables {
  days: DaysTable;
  alarms: AlarmsTable;
  guard_trips: GuardTripsTable;
  backlog_releases: BacklogReleasesTable;
  home: HomeTable;
  promises: PromisesTable;
}
