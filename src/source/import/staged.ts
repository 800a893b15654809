import type { BadRows } from './bad-rows.ts';
import type { CsvFile } from './csv-header.ts';
import type { Rejects } from './rejects.ts';

/** A file whose sound rows are in its staging table. */
export interface Staged {
  readonly file: CsvFile;
  readonly bad: BadRows;
  /** Only when bad rows are to be skipped. */
  readonly rejects: Rejects | null;
  /** Rows read, bad ones included. */
  rows: number;
}
