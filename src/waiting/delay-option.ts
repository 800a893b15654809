import { type Day, dayOf } from '../calendar/time.ts';
import type { DelayOption } from '../customer/delay-option.ts';
import { sameItem } from '../customer/ids.ts';
import type { ItemState } from '../customer/item-state.ts';
import { itemsOf } from '../customer/replies.ts';
import { datedLater } from './dated-later.ts';
import { type Finding, isDated, theFinding } from './finding.ts';
import type { Situation } from './situation.ts';

/*
 * The US rule on orders by mail, internet or telephone: 16 CFR 435.2(b) and (c), as the FTC's "Business Guide to the Mail, Internet,
 * or Telephone Order Merchandise Rule" explains it (ftc.gov). Who cannot ship in time offers, before they are asked, to wait or to
 * cancel with a prompt refund, and names a definite new day or says that there is none.
 * - The new day is at most 30 days later: silence is consent, until that day.
 * - It is later, or nobody knows it: silence cancels the order, unless it is shipped within 30 days of the first day or the customer
 *   agrees by then. Who agrees to no day at all may still cancel until it is shipped.
 * - A new day that is missed too is asked about once more, and then silence never consents.
 * Without a promise, goods are due within 30 days of the order.
 */
const DAYS_OF_GRACE = 30;

/** The option that a letter about this order offers; null: the rule asks for none, or policy does not follow it. */
export function delayOptionFor(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): DelayOption | null {
  const { item, today, facts, rules } = situation;
  if (rules.waiting.delayOption === 'none' || item.kind !== 'order') return null;
  if ((facts.customer.country ?? rules.company.country).toUpperCase() !== 'US') return null;
  // What waits for them, or has left already, is no delay in shipping; of what is shipped they cannot cancel the order.
  if (state === 'ready' || state === 'over' || state === 'theirs') return null;
  if (situation.stage.kind === 'in_transit') return null;
  const first = firstDay(situation, findings);
  const revised = revisedDay(situation, findings, first);
  const before = lastOffer(situation);
  if (before === null)
    return today > first || cannotCome(state, findings) ? firstOffer(revised, first, today) : null;
  const { offer, agreed } = before;
  // No day at all: who agreed to that is asked no more.
  if (offer.revised === null) return agreed ? null : again(offer, today);
  const stands =
    today <= offer.revised && (revised ?? offer.revised) <= offer.revised && !isTakenBack(findings);
  if (!stands)
    return { silence: 'cancels', revised, answerBy: today <= offer.revised ? offer.revised : null };
  return agreed || offer.silence === 'consents' ? null : again(offer, today);
}

function firstOffer(revised: Day | null, first: Day, today: Day): DelayOption {
  const last = dayOf(first + DAYS_OF_GRACE);
  return revised !== null && revised <= last
    ? { silence: 'consents', revised, answerBy: revised }
    : { silence: 'cancels', revised, answerBy: today <= last ? last : null };
}

const again = (offer: DelayOption, today: Day): DelayOption => ({
  ...offer,
  answerBy: offer.answerBy !== null && offer.answerBy >= today ? offer.answerBy : null,
});

const isTakenBack = (findings: readonly Finding[]): boolean =>
  theFinding(findings, 'promise_withdrawn') !== undefined;

/** The last option that a letter offered, and whether they agreed to it with one tap. */
function lastOffer({
  item,
  memory,
  letters,
}: Situation): { readonly offer: DelayOption; readonly agreed: boolean } | null {
  const letter = letters.findLast(({ told }) => told.offer != null);
  if (letter?.told.offer == null) return null;
  const agreed = memory.inbox.answers.some(
    ({ answer, at, about, letterId }) =>
      answer === 'consent' &&
      at >= letter.decidedAt &&
      // An older letter offered something else.
      (letterId === null || letterId === letter.id) &&
      itemsOf(about).some((one) => sameItem(one, item)),
  );
  return { offer: letter.told.offer, agreed };
}

/** The day for which it was promised first, as far as anybody remembers. */
function firstDay({ item, letters, zone }: Situation, findings: readonly Finding[]): Day {
  const told = letters.find(({ told: { promisedFor } }) => promisedFor !== null)?.told.promisedFor;
  const before =
    theFinding(findings, 'promise_moved')?.from ?? theFinding(findings, 'promise_withdrawn')?.from;
  return told ?? before ?? item.promisedFor ?? dayOf(zone.dayAt(item.openedAt) + DAYS_OF_GRACE);
}

/** It is known, and not only likely, that it will not come in time. */
function cannotCome(state: ItemState, findings: readonly Finding[]): boolean {
  if (state === 'broken' || isTakenBack(findings)) return true;
  const moved = theFinding(findings, 'promise_moved');
  const risk = theFinding(findings, 'promise_at_risk');
  return (moved !== undefined && moved.to > moved.from) || (risk !== undefined && isDated(risk));
}

/** A day of the company's own tables, or one that a person gave; what is only likely is none. */
function revisedDay(situation: Situation, findings: readonly Finding[], first: Day): Day | null {
  const { item, today } = situation;
  const risk = theFinding(findings, 'promise_at_risk') ?? datedLater(situation, today);
  const named = item.promisedFor !== null && item.promisedFor > first ? item.promisedFor : null;
  const day = named ?? (risk !== null && isDated(risk) ? risk.expected : null);
  return day !== null && day >= today ? day : null;
}
