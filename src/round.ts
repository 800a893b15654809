import { attend, type Outcome } from './attend.ts';
import type { Instant } from './calendar/time.ts';
import { zoneOf } from './calendar/zone.ts';
import type { Clock } from './clock.ts';
import type { CustomerFacts, CustomerMemory } from './customer.ts';
import type { Databases } from './ledger/databases.ts';
import { type Changes, keep } from './ledger/keep.ts';
import { noMemory, readMemories } from './ledger/memory.ts';
import { openPause } from './ledger/pauses.ts';
import { withRoundLock } from './ledger/round-lock.ts';
import { beginRound, endRound } from './ledger/rounds.ts';
import type { Templates } from './ledger/templates.ts';
import type { Rules } from './policy/rules.ts';
import type { RoundReport } from './round-report.ts';
import { pausedReport, RoundTally } from './round-tally.ts';
import { factsWithoutBusiness } from './source/assemble.ts';
import { type CustomerBatch, type Remember, readBatches } from './source/read-batches.ts';
import { trippedGuard } from './waiting/guards.ts';

/** What a round works with. */
export interface World {
  readonly databases: Databases;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly templates: Templates;
}

export interface RoundOptions {
  /** Looks and decides, and writes nothing. */
  readonly dryRun?: boolean;
  /** When another round is under way: wait for it (a command), or give up (a worker, whose next tick comes soon). */
  readonly wait?: boolean;
  /** Hears how many open items were looked at, batch by batch. */
  readonly progress?: (items: number) => void;
}

/**
 * THE STORY of one round: every customer with open business is read with all that concerns them, attended to,
 * and what was decided is written, batch by batch, each in one transaction. The same round twice writes nothing new.
 * @returns the report; null when another round is under way and `wait` is not set
 */
export async function round(world: World, options: RoundOptions = {}): Promise<RoundReport | null> {
  const { databases, rules, clock } = world;
  const now = clock.now();
  const pause = await openPause(databases.ledgerPool);
  if (pause) return pausedReport(now, rules, `paused by ${pause.by}: ${pause.why}`);
  if (options.dryRun) return dryRound(world, now, options);
  return withRoundLock(databases.ledgerPool, options.wait ?? false, () => wholeRound(world, now, options));
}

async function wholeRound(world: World, now: Instant, options: RoundOptions): Promise<RoundReport> {
  const { databases, rules, clock } = world;
  const tally = new RoundTally(rules);
  const { id, takenOver } = await beginRound(databases.ledgerPool, now, clock.now());
  tally.takeOver(takenOver);
  for await (const batch of readBatches(databases.sourcePool, rules, now, memoriesFor(world, now))) {
    const attended = attendToBatch(batch, rules, now, tally);
    await keep(databases.ledgerPool, id, now, await changesOf(world, attended, now));
    options.progress?.(tally.counts.items);
  }
  const guard = trippedGuard(tally.counts, rules.guards);
  const report = tally.report(now, id, false, guard);
  await endRound(databases.ledgerPool, id, clock.now(), guard, report);
  return report;
}

async function dryRound(world: World, now: Instant, options: RoundOptions): Promise<RoundReport> {
  const { databases, rules } = world;
  const tally = new RoundTally(rules);
  for await (const batch of readBatches(databases.sourcePool, rules, now, memoriesFor(world, now))) {
    attendToBatch(batch, rules, now, tally);
    options.progress?.(tally.counts.items);
  }
  return tally.report(now, null, true, trippedGuard(tally.counts, rules.guards));
}

interface Attended {
  readonly facts: CustomerFacts;
  readonly before: CustomerMemory;
  readonly outcome: Outcome;
}

/** Our memory of the customers of a range, with the letters of today, which began at the company's midnight. */
function memoriesFor({ databases, rules }: World, now: Instant): Remember {
  const zone = zoneOf(rules.company.timeZone);
  const midnight = zone.instantOf(zone.dayAt(now), 0);
  return (range) => readMemories(databases.ledgerPool, range, midnight);
}

function attendToBatch(
  batch: CustomerBatch,
  rules: Rules,
  now: Instant,
  tally: RoundTally,
): readonly Attended[] {
  const { memories } = batch;
  tally.addQuiet(batch.quiet);
  for (const row of batch.quarantined) tally.addQuarantined(row);
  const attended: Attended[] = [];
  for (const facts of batch.facts) {
    tally.addFacts(facts);
    const before = memories.get(facts.customer.id) ?? noMemory(facts.customer.id);
    const outcome = attendSafely(facts, before, now, rules, tally);
    if (!outcome) continue;
    tally.addOutcome(facts, outcome);
    if (outcome.decisions.length > 0 || outcome.memory !== before) attended.push({ facts, before, outcome });
  }
  attended.push(...attendToTheRest(batch, memories, now, rules));
  return attended;
}

/** A customer whose facts break a rule of ours is quarantined with the fault, and the round goes on. */
function attendSafely(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  tally: RoundTally,
): Outcome | null {
  try {
    return attend(facts, memory, now, rules);
  } catch (error) {
    const reason = `it could not be judged: ${error instanceof Error ? error.message : String(error)}`;
    tally.addQuarantined({ table: 'customers', id: facts.customer.id, reason });
    return null;
  }
}

/** Customers we remember who have no open business any more: their cases close. */
function attendToTheRest(
  batch: CustomerBatch,
  memories: ReadonlyMap<string, CustomerMemory>,
  now: Instant,
  rules: Rules,
): readonly Attended[] {
  const seen = new Set<string>(batch.facts.map(({ customer }) => customer.id));
  return [...memories.values()]
    .filter(({ customerId }) => !seen.has(customerId) && !batch.unknownCustomers.has(customerId))
    .map((before) => {
      const facts = factsWithoutBusiness(before.customerId, batch.company);
      return { facts, before, outcome: attend(facts, before, now, rules) };
    });
}

/** What the ledger must keep of these outcomes. The template gives each letter its version, and a thread its subject. */
async function changesOf(
  { databases, templates }: World,
  attended: readonly Attended[],
  now: Instant,
): Promise<Changes> {
  const letters = attended.flatMap(({ outcome }) => outcome.letters);
  await templates.prepare(databases.ledgerPool, letters, now);
  return {
    cases: attended.flatMap(({ before, outcome }) =>
      outcome.memory.cases
        .filter((theCase) => !before.cases.includes(theCase))
        .map((theCase) => ({ customerId: before.customerId, theCase })),
    ),
    letters: letters.map((letter) => {
      const template = templates.of(letter);
      const thread = letter.audience === 'customer' ? letter.subject : null;
      return { letter, version: template.version, subject: thread ?? template.render(letter.facts).subject };
    }),
    tasks: attended.flatMap(({ outcome }) => outcome.tasks),
  };
}
