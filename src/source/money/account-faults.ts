import type { Doubt } from '../../customer/customer.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import { push } from '../../grouped.ts';
import type { Quarantined } from '../rows/quarantine.ts';

/** What is wrong with the rows about money of some customers, gathered while they are read. */
export class AccountFaults {
  /** By customer. */
  readonly doubts = new Map<string, Doubt[]>();
  readonly quarantined: Quarantined[] = [];

  /** A field that cannot be right: it was set aside, and the row judged on the rest. */
  doubt(customerId: string, table: string, id: string, field: string, fault: DataFault): void {
    push(this.doubts, customerId, { table, id, field, fault });
  }

  /** A row that cannot be judged at all. */
  quarantine(table: string, id: string, fault: DataFault): void {
    this.quarantined.push({ table, id, fault });
  }
}
