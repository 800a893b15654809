import type { ColumnType, Generated } from 'kysely';

/** A timestamptz, which comes back as a Date; date comes as `YYYY-MM-DD` text, bigint as text. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;

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
interface AbsencesTable {
  kind: string;
  id: string;
  customer_id: string;
  state: string;
  since: Moment;
}
interface StagesSeenTable {
  item_kind: string;
  item_id: string;
  line_no: number;
  stage: string;
  since: Moment;
  customer_id: string;
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

interface SupervisedTable {
  kind: string;
  letters: number;
  since: Moment;
}

interface JudgedTable {
  one: Generated<boolean>;
  edition: number;
  since: Moment;
  edition_before: number | null;
  last_round: MaybeMoment;
}

/** Figures of days, alarms, guards that tripped, and what was released of the backlog. */
export interface WatchTables {
  absences: AbsencesTable;
  stages_seen: StagesSeenTable;
  days: DaysTable;
  alarms: AlarmsTable;
  guard_trips: GuardTripsTable;
  backlog_releases: BacklogReleasesTable;
  home: HomeTable;
  promises: PromisesTable;
  supervised: SupervisedTable;
  judged: JudgedTable;
}
