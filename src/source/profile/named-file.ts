import { type Day, dayOf, type Instant, parseDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { CONTRACT, type Table } from '../contract/contract.ts';

/** When a file was written, as its name says. */
export interface NamedDate {
  readonly day: Day;
  /** Minutes after midnight of the company's clock; null: the day alone is said. */
  readonly minute: number | null;
}

/** A file whose name says what it is. */
export interface NamedFile {
  readonly name: string;
  readonly table: Table;
  readonly date: NamedDate | null;
}

const ENDING = /\.(?:csv|tsv|txt|xlsx)(?:\.gz)?$/i;
const DATE =
  /(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?:[-_ tT.]+(\d\d)[-_:.h]?(\d\d)(?:[-_:.]?\d\d)?[zZ]?)?(?!\d)/;

/** Whether a file is of a kind that is read, by its name. */
export const isReadable = (name: string): boolean => ENDING.test(name) && !/^[.~]/.test(name);

/** `Orders_2026-11-26.CSV.gz` is of the table orders, and of that day; null: it is named like no table. */
export function namedFile(name: string): NamedFile | null {
  if (!isReadable(name)) return null;
  const stem = name.replace(ENDING, '').toLowerCase();
  const date = dateIn(stem);
  const bare = (date === null ? stem : stem.replace(DATE, ''))
    .replaceAll(/[\s_-]+/g, '_')
    .replaceAll(/^_|_$/g, '');
  const table = CONTRACT.find((each) => each.name === bare);
  return table === undefined ? null : { name, table, date };
}

/** The day that a file's name has in it, and the time if it has one. */
export function dateIn(name: string): NamedDate | null {
  const match = DATE.exec(name);
  const day = match === null ? null : parseDay(`${match[1]}-${match[2]}-${match[3]}`);
  if (match === null || day === null) return null;
  const [hours, minutes] = [Number(match[4] ?? -1), Number(match[5] ?? 0)];
  return { day, minute: hours >= 0 && hours < 24 && minutes < 60 ? hours * 60 + minutes : null };
}

/** The last moment that a file of this date can show. */
export const momentOf = ({ day, minute }: NamedDate, timeZone: string): Instant => {
  const zone = zoneOf(timeZone);
  // One that is written at 10:00 shows what there was until then; of a day, until it was over.
  return minute === null ? zone.instantOf(dayOf(day + 1), 0) : zone.instantOf(day, minute);
};

/** The files that are named for tables, in the order in which they are imported: by table, then oldest first, without a date last. */
export function inOrder(names: readonly string[]): readonly NamedFile[] {
  const place = ({ table }: NamedFile): number => CONTRACT.indexOf(table);
  return names
    .flatMap((name) => namedFile(name) ?? [])
    .sort((a, b) => place(a) - place(b) || byDate(a, b) || (a.name < b.name ? -1 : 1));
}

interface Dated {
  readonly date: NamedDate | null;
}

const moment = ({ date }: Dated): number =>
  date === null ? Number.POSITIVE_INFINITY : date.day * 1_440 + (date.minute ?? 1_439);

/** Oldest first; of a day alone, at its end; without a date last. */
export const byDate = (a: Dated, b: Dated): number => compare(moment(a), moment(b));

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
