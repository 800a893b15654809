import type { RowFault } from '../../policy/source-fault.ts';

/** A row of a file, or what stands in place of one and could not be read as such, and why. */
export type RowIn =
  | { readonly line: number; readonly fields: string[] }
  | { readonly line: number; readonly fault: RowFault; readonly text: string };

/** Some rows of a file, in its order. */
export interface Rows {
  readonly rows: readonly RowIn[];
  /** How many more bytes of the file were read. */
  readonly bytes: number;
}

/** The rows of a file, whatever it is; each call of `read` reads them anew, the header first, with bounded memory. */
export interface RowsIn {
  read(): AsyncGenerator<Rows>;
  /** Written as the contract describes it: its numbers have a decimal point. */
  readonly contract: boolean;
  /** How the file as a whole is written, as lines of a profile. */
  readonly written: readonly string[];
}
