const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/**
 * How long connections for one purpose wait, in milliseconds; 0: without a limit. The first three are the server's to keep:
 * it ends the statement or the session. `silence` is ours: a line that says nothing for so long is given up, because a line that a router
 * has forgotten would stay open for hours. It is longer than `statement`, so that a server that still lives speaks first.
 */
export interface Patience {
  readonly statement: number;
  /** For a table, a row or an advisory lock that somebody else holds. */
  readonly lock: number;
  readonly idleInTransaction: number;
  readonly silence: number;
}

/** What connections of one purpose to one of the two databases are like: at most so many, which wait so long. */
export interface Connections extends Patience {
  readonly most: number;
}

/** What connections are opened for; docs/operations.md has the same table, and a test compares them. */
export const PURPOSES = {
  /**
   * Rounds, the watch, the mailbox, commands. A round reads whole tables by COPY, for as long as it takes to attend to them. What a lost
   * session has written and not committed keeps the next round waiting, so no transaction of ours may idle for long.
   */
  rounds: {
    ledger: {
      most: 10,
      statement: 2 * MINUTE,
      lock: MINUTE,
      idleInTransaction: MINUTE,
      silence: 150 * SECOND,
    },
    source: { most: 5, statement: 0, lock: MINUTE, idleInTransaction: 30 * MINUTE, silence: 150 * SECOND },
  },
  /** Claims, leases, results, the last look: small statements, whose failing is noticed by letters that wait. */
  delivery: {
    ledger: {
      most: 10,
      statement: 20 * SECOND,
      lock: 10 * SECOND,
      idleInTransaction: MINUTE,
      silence: 30 * SECOND,
    },
    source: {
      most: 3,
      statement: 20 * SECOND,
      lock: 5 * SECOND,
      idleInTransaction: MINUTE,
      silence: 30 * SECOND,
    },
  },
  /** What people look up. */
  console: {
    ledger: {
      most: 3,
      statement: 10 * SECOND,
      lock: 5 * SECOND,
      idleInTransaction: MINUTE,
      silence: 15 * SECOND,
    },
    source: {
      most: 2,
      statement: 10 * SECOND,
      lock: 5 * SECOND,
      idleInTransaction: MINUTE,
      silence: 15 * SECOND,
    },
  },
  /** Another system or a monitor asks, and closes its line when it has waited too long. */
  gate: {
    ledger: {
      most: 3,
      statement: 5 * SECOND,
      lock: 2 * SECOND,
      idleInTransaction: MINUTE,
      silence: 8 * SECOND,
    },
    source: {
      most: 3,
      statement: 5 * SECOND,
      lock: 2 * SECOND,
      idleInTransaction: MINUTE,
      silence: 8 * SECOND,
    },
  },
  /** A page's one look through everything, as a round takes it. */
  whole: {
    ledger: {
      most: 2,
      statement: 2 * MINUTE,
      lock: 5 * SECOND,
      idleInTransaction: MINUTE,
      silence: 150 * SECOND,
    },
    source: {
      most: 5,
      statement: 0,
      lock: 5 * SECOND,
      idleInTransaction: 30 * MINUTE,
      silence: 150 * SECOND,
    },
  },
  /** An index over a large table takes its time, and so does the migration of a worker that started a moment before. */
  migration: {
    ledger: { most: 3, statement: 0, lock: 0, idleInTransaction: 0, silence: 60 * MINUTE },
    source: { most: 1, statement: 0, lock: 0, idleInTransaction: 0, silence: 60 * MINUTE },
  },
  /** Writes the source: files of any size, one import after the other. */
  import: {
    ledger: {
      most: 1,
      statement: 0,
      lock: 10 * MINUTE,
      idleInTransaction: 10 * MINUTE,
      silence: 60 * MINUTE,
    },
    source: {
      most: 1,
      statement: 0,
      lock: 10 * MINUTE,
      idleInTransaction: 10 * MINUTE,
      silence: 60 * MINUTE,
    },
  },
} as const satisfies Readonly<Record<string, { readonly ledger: Connections; readonly source: Connections }>>;

export type ConnectionPurpose = keyof typeof PURPOSES;
