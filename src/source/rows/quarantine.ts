import type { DataFault } from '../../customer/data-fault.ts';

/** A row that cannot be judged at all: set aside with its fault, shown, and the round goes on. */
export interface Quarantined {
  readonly table: string;
  readonly id: string;
  readonly fault: DataFault;
}
