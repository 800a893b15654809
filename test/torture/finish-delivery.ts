import type pg from 'pg';
import { type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import { startWorker } from './worker-process.ts';

const MOST_PASSES = 20;

/**
 * Delivers to the end: the clock goes on by a quarter of an hour at a time, so that every lease lapses and every wait
 * is over. Returns how many passes that took.
 */
export async function finishDelivery(
  ledgerPool: pg.Pool,
  worker: { readonly databaseUrl: string; readonly smtpUrl: string; readonly policy: string },
  from: Instant,
): Promise<number> {
  for (let pass = 1; pass <= MOST_PASSES; pass++) {
    const start = instantOf(from + pass * 15 * MINUTE);
    const { code, errors } = await startWorker({ ...worker, mode: 'once', start }).ended();
    if (code !== 0) throw new Error(`the last delivery ended with ${code}: ${errors}`);
    if ((await unfinished(ledgerPool)) === 0) return pass;
  }
  return MOST_PASSES;
}

/** Letters that may still go by themselves. */
export async function unfinished(ledgerPool: pg.Pool): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from letters where status in ('queued', 'sending', 'retry')
       or status = 'uncertain' and uncertain_count = 1 and not starts_with(kind, 'reminder-')`,
  );
  return rows[0]?.n ?? 0;
}
