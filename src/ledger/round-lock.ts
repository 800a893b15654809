import type { Pool } from 'pg';
import { withLock } from './advisory-lock.ts';

/**
 * Runs `work` while no other round runs on this database.
 * @param wait true: waits for its turn; false: gives up at once
 * @returns null when another round is under way and `wait` is false
 */
export const withRoundLock = <Result>(
  pool: Pool,
  wait: boolean,
  work: () => Promise<Result>,
): Promise<Result | null> => withLock(pool, 'round', wait, work);
