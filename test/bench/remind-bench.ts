import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { packageRoot } from '../../src/package-root.ts';
import { freshDatabases } from '../support/database.ts';
import { AT } from './dry-round.ts';
import { fillDunning } from './dunning-data.ts';

const REPEATS = 3;

export interface RemindBench {
  readonly overdue: number;
  readonly letters: number;
  /** Median seconds to read, decide and write all verdicts and letters. */
  readonly seconds: number;
}

/** A whole dunning round over so many overdue invoices, each of another customer with years of history: nothing is left out. */
export async function benchReminders(overdue: number): Promise<RemindBench> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillDunning(pool, { customers: overdue, invoices: 20 * overdue, overdue }, AT);
    await pool.end();
    const seconds: number[] = [];
    let letters = 0;
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      await databases.ledgerPool.query('truncate letters, verdicts, tasks, rounds cascade');
      const measured = await wholeRound(databases.url);
      seconds.push(measured.seconds);
      letters = measured.letters;
    }
    return { overdue, letters, seconds: seconds.sort((a, b) => a - b)[1] ?? Number.NaN };
  } finally {
    await databases.close();
  }
}

async function wholeRound(url: string): Promise<{ readonly seconds: number; readonly letters: number }> {
  const child = fork(path.join(packageRoot, 'test/bench/dry-round.mjs'), [AT, 'dunning', 'written'], {
    execArgv: [],
    env: { ...process.env, DATABASE_URL: url, SOURCE_DATABASE_URL: '', TIDINGS_POLICY: '' },
  });
  const [measured] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the round ended without a figure'))),
  ]);
  return measured;
}
