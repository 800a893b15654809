import type { Instant } from '../calendar/time.ts';
import { isoInstant } from '../calendar/time.ts';
import { startOfDay, zoneOf } from '../calendar/zone.ts';
import type { CustomerId, ItemRef } from '../customer/ids.ts';
import { sameItem } from '../customer/ids.ts';
import type { LetterKind } from '../customer/letter-kinds.ts';
import { readMemories } from '../ledger/memory/memory.ts';
import { readBatches } from '../source/reading/read-batches.ts';
import type { Decision } from '../waiting/decision.ts';
import type { FindingKind } from '../waiting/finding.ts';
import { type Attended, attendAsReleased, attendToBatch } from './attend-batch.ts';
import type { World } from './round.ts';
import { RoundTally } from './round-tally.ts';

/** An item that had stalled before going live, as `backlog --json` lists it. */
export interface BacklogEntry {
  readonly item: ItemRef;
  readonly number: string;
  readonly summary: string | null;
  readonly customerId: CustomerId;
  readonly customer: string;
  readonly stage: string;
  /** When the first thing that was found began: ISO 8601. */
  readonly since: string;
  readonly findings: readonly FindingKind[];
  /** What would become of it within sending hours, once it is released: a letter, a call, or a hold. */
  readonly would: Decision['do'];
  /** The letter that would be written. */
  readonly letter: LetterKind | null;
  /** Why. */
  readonly because: string;
}

/**
 * What stalled before going live and nobody released, customer by customer, with what would be written. It decides as a
 * round would, and writes nothing.
 * @param heed takes the entries one by one: a list of any length needs no memory here
 */
export async function eachOfBacklog(
  { databases, rules, templates }: World,
  now: Instant,
  heed: (entry: BacklogEntry) => void,
): Promise<void> {
  if (rules.goLive === null) return;
  const midnight = startOfDay(zoneOf(rules.company.timeZone), now);
  const remember = (range: Parameters<typeof readMemories>[1]) =>
    readMemories(databases.ledgerPool, range, midnight, { hasBacklog: true });
  const tally = new RoundTally(rules, templates.verdictWords(rules.company.adminLanguage));
  for await (const batch of readBatches(databases.sourcePool, rules, now, remember, 'waiting')) {
    await attendToBatch(batch, rules, now, 'waiting', tally, (attended) => {
      if (attended.outcome.decisions.some(isBacklog))
        for (const entry of entriesOf(attended, attendAsReleased(attended, rules, now))) heed(entry);
    });
  }
}

const isBacklog = (decision: Decision): boolean => decision.do === 'hold' && decision.hold === 'backlog';

function entriesOf({ facts, outcome }: Attended, released: readonly Decision[]): readonly BacklogEntry[] {
  return outcome.decisions.filter(isBacklog).flatMap(({ item: ref, findings }) => {
    const item = facts.items.find((each) => sameItem(each, ref));
    const then = released.find((each) => sameItem(each.item, ref));
    if (!item || !then) return [];
    const began = findings.map((finding) => finding.began);
    return [
      {
        item: { kind: ref.kind, id: ref.id },
        number: item.number,
        summary: item.summary ?? item.asset,
        customerId: facts.customer.id,
        customer: facts.customer.name,
        stage: item.stage,
        since: isoInstant(began.reduce((first, each) => (each < first ? each : first))),
        findings: findings.map(({ kind }) => kind),
        would: then.do,
        letter: then.do === 'write' ? then.letter : null,
        because: then.reason,
      },
    ];
  });
}
