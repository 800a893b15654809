import type { Pool } from 'pg';
import { Snapshot } from '../rows/snapshot.ts';
import { BatchReader, type CustomerBatch, type Reading } from './batch-reader.ts';

export type { CustomerBatch, Remember } from './batch-reader.ts';

/** Batches under way at once: with two the database has work while the first one's rows are parsed (measured: a tenth). */
const AHEAD = 2;

/** What is read, of which moment, and by what. */
type BatchesAsked = Pick<Reading, 'rules' | 'now' | 'remember'> &
  Partial<Pick<Reading, 'half' | 'complete' | 'rememberStages'>>;

/**
 * Streams every customer with open business, on one snapshot of the company's database, reading the next batches
 * while the last one is attended to. All that concerns a customer is read for those about whom there is anything to
 * decide; the quiet rest is counted. Whoever may owe something overdue, was reminded, or is to get a letter of another
 * system is read with their account; all others have none in their facts, unless they wait for credit.
 */
export const readBatches = (
  pool: Pool,
  { rules, now, remember, half = 'both', complete = new Set(), rememberStages = null }: BatchesAsked,
): AsyncGenerator<CustomerBatch> =>
  Snapshot.of(pool, rules.sourceSchema, async function* (snapshot) {
    const reader = await BatchReader.open({ snapshot, rules, now, half, remember, complete, rememberStages });
    const coming: Promise<CustomerBatch | null>[] = [];
    const readOn = (): void => {
      const next = reader.next();
      // It is awaited in a later turn; a failure until then must not end the process.
      next.catch(() => undefined);
      coming.push(next);
    };
    for (let ahead = 0; ahead < AHEAD; ahead += 1) readOn();
    for (let batch = await coming.shift(); batch; batch = await coming.shift()) {
      readOn();
      yield batch;
    }
    yield* reader.rest();
  });
