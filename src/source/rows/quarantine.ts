/** A row that cannot be judged at all: set aside with its reason, shown, and the round goes on. */
export interface Quarantined {
  readonly table: string;
  readonly id: string;
  readonly reason: string;
}
