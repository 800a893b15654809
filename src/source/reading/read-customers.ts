import type { Pool } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import type { Absence } from '../../customer/absence.ts';
import type { CustomerMemory } from '../../customer/customer.ts';
import type { FeedName } from '../../customer/ids.ts';
import type { RememberStages } from '../../customer/stages-seen.ts';
import type { Rules } from '../../policy/rules.ts';
import { type Company, readCompany } from '../customers/company.ts';
import { readItemsOf, withEnded } from '../customers/customer-items.ts';
import { idArrayOf } from '../rows/id-array.ts';
import { Snapshot } from '../rows/snapshot.ts';
import { readAbsences } from './absences.ts';
import { type Assembled, withAbsences } from './assemble.ts';
import { completeFacts } from './complete.ts';
import { readEndedOf } from './ended.ts';
import { StageMemory } from './stage-memory.ts';
import { hasUnnamedRows } from './unnamed.ts';

const NO_FEEDS: ReadonlySet<FeedName> = new Set();

interface ReadNow extends Assembled {
  readonly company: Company;
  /** Of customers without open business too. */
  readonly absences: ReadonlyMap<string, Absence>;
}

/**
 * All that concerns these customers now, for a last look or to explain, with what they owe and have paid. Customers
 * without open items and without any account are left out.
 * @param memories what we remember of them: each thing of it that is not open is looked up
 */
export async function readTheseCustomers(
  pool: Pool,
  rules: Rules,
  now: Instant,
  ids: readonly string[],
  memories: ReadonlyMap<string, CustomerMemory> = new Map(),
  rememberStages: RememberStages | null = null,
): Promise<ReadNow> {
  const snapshot = Snapshot.of(pool, rules.sourceSchema, async function* (source) {
    const company = await readCompany(source);
    const open = await readItemsOf(source, idArrayOf(ids));
    const rows = withEnded(open, await readEndedOf(source, memories.values(), open, now));
    const stages = new StageMemory(rememberStages, now);
    const read = await completeFacts(source, rows, ids, { company, rules, now, stages });
    // Whether a table that calls itself complete is to be believed a round alone can tell: it sees all of it.
    const looking = { rules, now, complete: NO_FEEDS, money: true };
    const hasUnnamed = await hasUnnamedRows(source, rules.sourceSchema);
    const absences = await readAbsences(source, read.facts, memories.values(), looking, hasUnnamed);
    yield { ...withAbsences(read, absences), absences, company };
  });
  let read: ReadNow | null = null;
  for await (const all of snapshot) read = all;
  if (!read) throw new Error('the snapshot gave nothing');
  return read;
}
