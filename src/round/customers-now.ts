import type { Instant } from '../calendar/time.ts';
import { startOfDay, zoneOf } from '../calendar/zone.ts';
import { type CustomerFacts, type CustomerMemory, noMemory } from '../customer/customer.ts';
import { leaveOutForgotten } from '../customer/forgotten.ts';
import type { CustomerId } from '../customer/ids.ts';
import type { Databases } from '../database/databases.ts';
import { readForgotten, readMemories } from '../ledger/memory/memory.ts';
import { readStagesSeen } from '../ledger/memory/stages-seen.ts';
import type { Rules } from '../policy/rules.ts';
import { type Assembled, factsWithoutBusiness } from '../source/reading/assemble.ts';
import { readTheseCustomers } from '../source/reading/read-customers.ts';

/** Some customers as the company's tables and our memory know them at a moment. */
export interface CustomersNow extends Pick<Assembled, 'quarantined' | 'unknownCustomers'> {
  /** Whoever has no open business has facts and a memory too. */
  of(id: CustomerId): { readonly facts: CustomerFacts; readonly memory: CustomerMemory };
}

/** Reads all that concerns these customers now, outside of a round: for a last look, the gate, or to explain. */
export async function readCustomersNow(
  { sourcePool, ledgerPool }: Pick<Databases, 'sourcePool' | 'ledgerPool'>,
  rules: Rules,
  now: Instant,
  ids: readonly CustomerId[],
): Promise<CustomersNow> {
  const zone = zoneOf(rules.company.timeZone);
  const midnight = startOfDay(zone, now);
  const forgotten = await readForgotten(ledgerPool);
  const memories = await readMemories(ledgerPool, { ids }, midnight, {
    hasBacklog: rules.goLive !== null,
  });
  const { facts, quarantined, unknownCustomers, absences, company } = await readTheseCustomers(
    sourcePool,
    rules,
    now,
    ids,
    memories,
    (places) => readStagesSeen(ledgerPool, places),
  );
  const factsOf = new Map<string, CustomerFacts>(
    facts.map((each) => [each.customer.id, leaveOutForgotten(each, forgotten, zone)]),
  );
  return {
    quarantined,
    unknownCustomers,
    of: (id) => ({
      facts: factsOf.get(id) ?? factsWithoutBusiness(id, company, absences.get(id)),
      memory: memories.get(id) ?? noMemory(id),
    }),
  };
}
