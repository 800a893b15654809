import type { Instant } from '../calendar/time.ts';
import { isoDay, isoInstant } from '../calendar/time.ts';
import { startOfDay, zoneOf } from '../calendar/zone.ts';
import type { About, CustomerId } from '../customer/ids.ts';
import { sameItem } from '../customer/ids.ts';
import type { LetterKind, ReminderKind } from '../customer/letter-kinds.ts';
import type { Verdict } from '../dunning/verdict.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import { readMemories } from '../ledger/memory/memory.ts';
import { readBatches } from '../source/reading/read-batches.ts';
import type { Decision } from '../waiting/decision.ts';
import type { FindingKind } from '../waiting/finding.ts';
import { type Attended, attendAsReleased, attendToBatch } from './attend-batch.ts';
import type { World } from './round.ts';
import { RoundTally } from './round-tally.ts';

/** An item that had stalled, or an invoice that was overdue, before going live, as `backlog --json` lists it. */
export interface BacklogEntry {
  readonly item: About;
  readonly number: string;
  readonly summary: string | null;
  readonly customerId: CustomerId;
  readonly customer: string;
  /** Null for an invoice. */
  readonly stage: string | null;
  /** When the first thing that was found began, or the day an invoice was due: ISO 8601. */
  readonly since: string;
  readonly findings: readonly FindingKind[];
  /** What would become of it within sending hours, once it is released: a letter, a call, or a hold. */
  readonly would: Decision['do'] | Verdict['do'];
  /** The letter that would be written. */
  readonly letter: LetterKind | ReminderKind | null;
  /** Why. */
  readonly because: string;
}

/**
 * What stalled or was overdue before going live and nobody released, customer by customer, with what would be written. It decides as a
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
  const say = templates.verdictWords(rules.company.adminLanguage);
  const tally = new RoundTally(rules, say);
  for await (const batch of readBatches(databases.sourcePool, { rules, now, remember })) {
    await attendToBatch(batch, { rules, now, half: 'both' }, tally, (attended) => {
      const { decisions, verdicts } = attended.outcome;
      if (!decisions.some(isBacklog) && !verdicts.some(isOldDebt)) return;
      const then = attendAsReleased(attended, rules, now);
      for (const entry of itemEntries(attended, then.decisions)) heed(entry);
      for (const entry of debtEntries(attended, then.verdicts, say)) heed(entry);
    });
  }
}

const isBacklog = (decision: Decision): boolean => decision.do === 'hold' && decision.hold.code === 'backlog';

/** The first hold names the verdict: what else holds it (a payment on its way, a dispute) is told then. */
const isOldDebt = ({ plannedLetter, holds }: Verdict): boolean =>
  plannedLetter === null && holds.some(({ code }) => code === 'backlog');

function debtEntries(
  { facts, outcome }: Attended,
  released: readonly Verdict[],
  say: SayVerdict,
): readonly BacklogEntry[] {
  return outcome.verdicts.filter(isOldDebt).flatMap(({ invoiceId, number }) => {
    const then = released.find((each) => each.plannedLetter === null && each.invoiceId === invoiceId);
    const invoice = facts.account.open.find(({ id }) => id === invoiceId);
    if (!then || !invoice) return [];
    return [
      {
        item: { kind: 'invoice' as const, id: invoiceId },
        number,
        summary: null,
        customerId: facts.customer.id,
        customer: facts.customer.name,
        stage: null,
        since: `${isoDay(invoice.dueOn)}T00:00:00.000Z`,
        findings: [],
        would: then.do,
        letter: then.tone === null ? null : (`reminder-${then.tone}` as const),
        because: say(then)[0] ?? '',
      },
    ];
  });
}

function itemEntries({ facts, outcome }: Attended, released: readonly Decision[]): readonly BacklogEntry[] {
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
