import type { Target } from '../profile/mapping.ts';
import type { BadRows } from './bad-rows.ts';
import type { Rejects } from './rejects.ts';

/** What a file brings for one table: its sound rows are in a temporary table of their own. */
export interface Staged {
  readonly target: Target;
  /** The file's name, as messages show it. */
  readonly name: string;
  /** Name of the temporary table; not quoted. */
  readonly stage: string;
  readonly bad: BadRows;
  /** Only when bad rows are to be skipped. */
  readonly rejects: Rejects | null;
  /** Rows read, bad ones included. */
  rows: number;
}
