import type { PlacedFault } from '../../policy/source-fault.ts';
import type { Staged } from './staged.ts';
import type { Emptied } from './staging.ts';
import { NONE_UNNAMED, type Unnamed } from './unnamed-rows.ts';

export interface TableResult {
  readonly table: string;
  readonly file: string;
  /** Rows read: inserted + changed + unchanged + rejected, when the import was loaded. */
  readonly rows: number;
  readonly inserted: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Open rows that the file does not name: `held` are not written about any more, `closed` are over. */
  readonly unnamed: Unnamed;
  readonly rejected: number;
  /** Columns that the file does not have, with how many of its rows had a value there that is gone now. */
  readonly emptied: Emptied;
  readonly rejectsFile: string | null;
  /** The first thousand faults. */
  readonly bad: readonly PlacedFault[];
}

export interface ImportResult {
  /** False: bad rows were found, and nothing was changed. */
  readonly loaded: boolean;
  readonly tables: readonly TableResult[];
  /** Files of the folder that are named like no table. */
  readonly ignored: readonly string[];
  /** Feeds that this import made fresh as of now. */
  readonly feeds: readonly string[];
}

export type Loaded = Omit<ImportResult, 'ignored'>;

export const notLoaded = (staged: readonly Staged[]): Loaded => ({
  loaded: false,
  tables: staged.map(resultOf),
  feeds: [],
});

export const resultOf = ({ target, name, bad, rows }: Staged): TableResult => ({
  table: target.table.name,
  file: name,
  rows,
  inserted: 0,
  changed: 0,
  unchanged: 0,
  unnamed: NONE_UNNAMED,
  rejected: bad.rows,
  emptied: {},
  rejectsFile: null,
  bad: bad.listed,
});
