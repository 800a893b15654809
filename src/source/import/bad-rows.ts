import type { PlacedFault, RowFault } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
import { visible } from '../dialect/visible.ts';

/** One thing that is wrong with one row of a file. */
export interface FaultInRow {
  /** null: the row as a whole. */
  readonly column: string | null;
  /** As the file has it; null where there is no one value. */
  readonly value: string | null;
  readonly fault: RowFault;
}

/** More would not be read by anyone, and ten million of them would not fit into memory. */
const LISTED = 1_000;

/** What is wrong with the rows of one file: the first faults one by one, the rest in number. */
export class BadRows {
  readonly listed: PlacedFault[] = [];
  /** Rows, not faults: a row may have several. */
  rows = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Notes one row with all its faults. */
  add(line: number, faults: readonly FaultInRow[]): void {
    this.rows++;
    for (const { column, value, fault } of faults) {
      if (this.listed.length >= LISTED) return;
      this.listed.push({
        file: this.file,
        line,
        column,
        value: value === null ? null : visible(value),
        reason: sourceFaultText(fault),
        fault,
      });
    }
  }
}

/** Faults of one row in English, for the file of rows that were not taken. */
export const sayFaults = (faults: readonly FaultInRow[]): string =>
  faults
    .map(({ column, fault }) => `${column === null ? '' : `${column} `}${sourceFaultText(fault)}`)
    .join('; ');
