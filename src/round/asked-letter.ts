import { attend } from '../attend/attend.ts';
import { nextSendingHour } from '../calendar/sending-hours.ts';
import type { Instant } from '../calendar/time.ts';
import { zoneOf, zoneOr } from '../calendar/zone.ts';
import type { AskedLetter, WaitingItem } from '../customer/customer.ts';
import { type CustomerId, sameItem } from '../customer/ids.ts';
import { asJudging } from '../ledger/rounds/judged.ts';
import type { StatusLetter } from '../letters/compose/compose.ts';
import type { RenderedLetter } from '../letters/template/template.ts';
import type { Decision } from '../waiting/decision.ts';
import { ANY_HOUR } from './attend-batch.ts';
import { readCustomersNow } from './customers-now.ts';
import { LettersOfToday } from './letters-of-today.ts';
import type { World } from './round.ts';

/** What would come of a person's wish that a customer hears about an item. */
export interface WouldGo {
  /** Null: it cannot be judged, or is not open any more. */
  readonly item: WaitingItem | null;
  /** Null: there is nothing to decide about it. */
  readonly decision: Decision | null;
  /** In its words; null where none would go, and the decision says why. */
  readonly inWords: { readonly letter: StatusLetter; readonly rendered: RenderedLetter } | null;
  /** When it may go: now, or in the next of its reader's sending hours; null: the policy has none. */
  readonly from: Instant | null;
}

/**
 * Decides and composes as the next round would once the person has asked, hours left aside; nothing is written or filed. What a round decides
 * beside it, such as that another item of theirs stands in the same letter, is decided here too.
 */
export async function asItWouldGo(
  { databases, rules: given, templates }: World,
  customerId: CustomerId,
  asked: AskedLetter,
): Promise<WouldGo> {
  const { at: now } = asked;
  await templates.refresh(databases.ledgerPool);
  const rules = await asJudging(databases.ledgerPool, given, now);
  const known = (await readCustomersNow(databases, rules, now, [customerId])).of(customerId);
  const { facts } = known;
  const today = await LettersOfToday.read(databases.ledgerPool, now, rules);
  const before = today.seenBy(facts, known.memory);
  const memory = { ...before, asked: [...before.asked, asked] };
  const { decisions, letters } = attend(facts, memory, now, { ...rules, hours: ANY_HOUR });
  const item = facts.items.find((each) => sameItem(each, asked.item)) ?? null;
  const decision = decisions.find(({ item }) => sameItem(item, asked.item)) ?? null;
  const theirs = zoneOr(facts.customer.timeZone, zoneOf(rules.company.timeZone));
  const from = nextSendingHour(rules.hours, rules.calendar, theirs, now);
  const letter = letters.find(
    (each): each is StatusLetter =>
      'cases' in each && each.cases.some(({ item }) => sameItem(item, asked.item)),
  );
  if (decision?.do !== 'write' || letter === undefined) return { item, decision, inWords: null, from };
  await templates.compile(databases.ledgerPool, [letter]);
  return { item, decision, inWords: { letter, rendered: templates.of(letter).render(letter.facts) }, from };
}
