import { setImmediate } from 'node:timers/promises';
import { attend, type CustomerOutcome } from '../attend/attend.ts';
import type { Half } from '../attend/half.ts';
import type { SendingHours } from '../calendar/sending-hours.ts';
import type { Instant } from '../calendar/time.ts';
import { type CustomerFacts, type CustomerMemory, noMemory } from '../customer/customer.ts';
import { isUnderWay } from '../dunning/under-way.ts';
import { messageOf } from '../failure.ts';
import type { Rules } from '../policy/rules.ts';
import { factsWithoutBusiness } from '../source/reading/assemble.ts';
import type { CustomerBatch } from '../source/reading/read-batches.ts';
import { LettersOfToday } from './letters-of-today.ts';
import type { RoundTally } from './round-tally.ts';

/** One customer of a batch of whom something was decided or is to be remembered. */
export interface Attended {
  readonly facts: CustomerFacts;
  readonly before: CustomerMemory;
  readonly outcome: CustomerOutcome;
}

/** When a batch is judged, by what, and for which half of the work. */
interface JudgingBatch {
  readonly rules: Rules;
  readonly now: Instant;
  readonly half: Half;
}

/** So many customers at once: then the next batch, which is being read meanwhile, has its turn. */
const AT_ONCE = 8;

/**
 * Attends to every customer of a batch, and to those whom we remember in its range; the tally hears of all of them.
 * @param today what was written to whom on this day, and goes on being written here
 * @param heed takes those of whom anything is to be kept, one by one: what it does not keep is gone at once
 */
export async function attendToBatch(
  batch: CustomerBatch,
  judging: JudgingBatch,
  tally: RoundTally,
  heed: (attended: Attended) => void = () => undefined,
  today = new LettersOfToday(),
): Promise<void> {
  const { memories } = batch;
  const { now } = judging;
  tally.addQuiet(batch.quiet);
  for (const row of batch.quarantined) tally.addQuarantined(row);
  for (const [nth, facts] of batch.facts.entries()) {
    if (nth % AT_ONCE === AT_ONCE - 1) await setImmediate();
    tally.addFacts(facts);
    const before = today.seenBy(facts, memories.get(facts.customer.id) ?? noMemory(facts.customer.id));
    const outcome = attendSafely(facts, before, judging, tally);
    if (!outcome) continue;
    today.add(outcome, now);
    tally.addOutcome(facts, outcome, before);
    if (isAnythingIn(outcome, before)) heed({ facts, before, outcome });
  }
  for (const attended of attendToTheRest(batch, memories, judging)) {
    tally.addUnseen(attended.facts, attended.outcome, attended.before);
    heed(attended);
  }
}

const isAnythingIn = ({ decisions, verdicts, memory }: CustomerOutcome, before: CustomerMemory): boolean =>
  decisions.length + verdicts.length > 0 ||
  memory !== before ||
  // How an open case stands is kept, also where nothing is to be decided of it.
  memory.cases.some(({ closedAt }) => closedAt === null);

/** A customer whose facts break a rule of ours is quarantined with the fault, and the round goes on. */
function attendSafely(
  facts: CustomerFacts,
  memory: CustomerMemory,
  { now, rules, half }: JudgingBatch,
  tally: RoundTally,
): CustomerOutcome | null {
  try {
    return attend(facts, memory, now, rules, half);
  } catch (error) {
    const it = messageOf(error);
    tally.addQuarantined({ table: 'customers', id: facts.customer.id, fault: { code: 'not_judged', it } });
    return null;
  }
}

/** Customers we remember who have no open business any more: the cases of what is over close. */
function attendToTheRest(
  batch: CustomerBatch,
  memories: ReadonlyMap<string, CustomerMemory>,
  { now, rules, half }: JudgingBatch,
): readonly Attended[] {
  const seen = new Set<string>(batch.facts.map(({ customer }) => customer.id));
  return [...memories.values()]
    .filter(isUnderWay)
    .filter(({ customerId }) => !seen.has(customerId) && !batch.unknownCustomers.has(customerId))
    .map((before) => {
      const facts = factsWithoutBusiness(
        before.customerId,
        batch.company,
        batch.absences.get(before.customerId),
      );
      return { facts, before, outcome: attend(facts, before, now, rules, half) };
    });
}

/**
 * What would be decided about a customer's items and invoices if nothing were backlog, within sending hours: for whoever asks before
 * they release it.
 */
export const attendAsReleased = (
  { facts, before }: Pick<Attended, 'facts' | 'before'>,
  rules: Rules,
  now: Instant,
): Pick<CustomerOutcome, 'decisions' | 'verdicts'> =>
  attend(facts, before, now, { ...rules, goLive: null, hours: ANY_HOUR }, 'both');

/** Hours in which letters may always go. */
export const ANY_HOUR: SendingHours = { from: 0, to: 24 * 60, on: 'every day' };
