import type { ColumnType } from 'kysely';

/** A timestamptz, which comes back as a Date; date comes as `YYYY-MM-DD` text, bigint as text. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type MaybeMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
