import { freshDatabases } from '../support/database.ts';
import { AT, median, playRounds } from './dry-round.ts';
import { fillDunning } from './dunning-data.ts';

/** The first and some that follow, as in a worker that runs on. */
const ROUNDS = 6;

export interface RemindBench {
  readonly overdue: number;
  readonly letters: number;
  /** Median seconds to read, decide and write all verdicts and letters, in a worker that has played a round before. */
  readonly seconds: number;
  /** The same right after its start, when nothing of its code is compiled yet. */
  readonly first: number;
}

/** A whole dunning round over so many overdue invoices, each of another customer with years of history: nothing is left out. */
export async function benchReminders(overdue: number): Promise<RemindBench> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillDunning(pool, { customers: overdue, invoices: 20 * overdue, overdue }, AT);
    await pool.end();
    const { seconds, letters } = await playRounds(databases, 'dunning', 'written', ROUNDS);
    const [first = Number.NaN, ...later] = seconds;
    return { overdue, letters, first, seconds: median(later) };
  } finally {
    await databases.close();
  }
}
