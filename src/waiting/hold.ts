import { subtract } from '../calendar/duration.ts';
import { maySendAt } from '../calendar/sending-hours.ts';
import { type Day, type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import { hasOutlasted } from '../calendar/working-time.ts';
import { zoneOr } from '../calendar/zone.ts';
import { refKey, sameItem } from '../customer/ids.ts';
import type { ItemState } from '../customer/item-state.ts';
import { isPlaceholder } from '../customer/placeholder.ts';
import { feedFault, feedOf } from '../policy/feed.ts';
import { addressOf } from './address.ts';
import { dayToTell, isOnCourse } from './after-upgrade.ts';
import { type Finding, theFinding } from './finding.ts';
import type { LetterHold } from './letter-hold.ts';
import { brokenAt } from './promise.ts';
import { lastPersonalContact, unanswered } from './silence.ts';
import type { Situation } from './situation.ts';
import { insteadOfLetter } from './wants-less.ts';

/** The first hold that applies, or null. The order matters: what lasts longest is said first. */
export function findHold(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
  writtenToday: number,
): LetterHold | null {
  // Who asks for a letter knows what else they heard, and when: the gaps between letters are theirs to judge, and nothing else is.
  const heedsGaps = theFinding(findings, 'asked_for') === undefined;
  return (
    holdByHand(situation) ??
    holdUnnamed(situation) ??
    holdAbandoned(situation) ??
    holdBacklog(situation, state, findings) ??
    holdWantsLess(situation, state, findings) ??
    holdStaleFeed(situation) ??
    holdPlaceholder(situation) ??
    holdComplaint(situation) ??
    (heedsGaps ? holdPersonSpoke(situation, state) : null) ??
    holdReplyOwed(situation, state) ??
    holdHeldLetter(situation) ??
    (heedsGaps ? holdAfterUpgrade(situation, findings) : null) ??
    (heedsGaps ? holdWrittenToday(situation, writtenToday) : null) ??
    holdOutsideHours(situation)
  );
}

/** A person took it on: until that day is over they tell the customer themselves, a day that broke too. */
function holdByHand({ item, memory, today }: Situation): LetterHold | null {
  const hold = memory.itemHolds.find((one) => one.until >= today && sameItem(one.item, item));
  return hold ? { code: 'by_hand', by: hold.by, until: isoDay(hold.until) } : null;
}

/** The exports of its table name it no more: whether it is over, or the export is broken, its owner knows. */
function holdUnnamed({ item, facts, zone }: Situation): LetterHold | null {
  const since = facts.absence.unnamed.get(refKey(item));
  if (since === undefined) return null;
  return { code: 'not_seen', since: isoDay(zone.dayAt(since)), exports: feedOf(item.kind) };
}

/** Nobody touched it for so long that the row was simply never closed. Whom we told of it we go on telling: a word is kept. */
function holdAbandoned(situation: Situation): LetterHold | null {
  if (situation.letters.length > 0 || !isAbandoned(situation)) return null;
  return { code: 'abandoned', ...situation.rules.waiting.abandonedAfter };
}

/** It had stalled before Tidings went live: a person releases it, and from then on it counts as new. What ends is none. */
function holdBacklog(
  { item, rules, letters, memory, zone }: Situation,
  state: ItemState,
  findings: readonly Finding[],
): LetterHold | null {
  const { goLive } = rules;
  if (goLive === null || letters.length > 0 || state === 'ready' || state === 'over') return null;
  if (!isBacklog(findings, goLive, zone.dayAt(goLive))) return null;
  if (memory.released.some((released) => sameItem(released, item))) return null;
  return { code: 'backlog', live: isoInstant(goLive) };
}

/** They asked to be written to less, and this is neither a broken promise nor how it ends. */
function holdWantsLess(
  situation: Situation,
  state: ItemState,
  findings: readonly Finding[],
): LetterHold | null {
  const { lessSince } = situation.memory.inbox;
  if (lessSince === null || insteadOfLetter(situation, state, findings) !== 'hold') return null;
  return { code: 'wants_less', since: isoDay(situation.zone.dayAt(lessSince)) };
}

function holdStaleFeed({ item, facts, rules, now }: Situation): LetterHold | null {
  const fault = feedFault(item.kind, facts.feeds, rules, now);
  return fault === null ? null : { code: 'feed_stale', ...fault };
}

/** The address is nobody's: a person finds out whose it should be. */
function holdPlaceholder(situation: Situation): LetterHold | null {
  const address = addressOf(situation)?.address ?? null;
  if (address === null || !isPlaceholder(address, situation.facts.sharedAddresses)) return null;
  return { code: 'shared_address' };
}

/** What they complain of is for a person to answer: its owner has a task that day, and no letter goes over it. */
function holdComplaint({ item, facts, zone }: Situation): LetterHold | null {
  const complaint = facts.account.complaints.find((one) => one.item !== null && sameItem(one.item, item));
  return complaint ? { code: 'complaint_open', since: isoDay(zone.dayAt(complaint.openedAt)) } : null;
}

/** A person spoke with the customer lately: they have heard from us. What broke since then they have not heard. */
function holdPersonSpoke(situation: Situation, state: ItemState): LetterHold | null {
  const { rules, zone, now } = situation;
  const spoke = lastPersonalContact(situation);
  if (spoke === null || hasOutlasted(rules.calendar, zone, spoke, rules.waiting.afterAPerson, now))
    return null;
  const broke = state === 'broken' ? brokenAt(situation) : null;
  if (broke !== null && spoke < broke) return null;
  return { code: 'person_spoke', on: isoDay(zone.dayAt(spoke)) };
}

/** The customer wrote, and a person owes them a reply: no letter goes over it, but one about a day that broke. */
function holdReplyOwed(situation: Situation, state: ItemState): LetterHold | null {
  const { zone } = situation;
  const first = unanswered(situation)[0];
  if (!first || state === 'broken') return null;
  return { code: 'reply_owed', since: isoDay(zone.dayAt(first.at)) };
}

/** A letter about it waits for a person's release; a second one would overtake it. */
function holdHeldLetter({ item, memory }: Situation): LetterHold | null {
  // Of closed cases too: a letter that tells of movement closes its case before it leaves.
  const held = memory.cases
    .filter((theCase) => sameItem(theCase.item, item))
    .flatMap(({ letters }) => letters)
    .find(({ status }) => status === 'held');
  return held ? { code: 'letter_held', letter: held.id } : null;
}

/** Our word to an item on course, from before the rules changed: told once, on a day of its own. */
function holdAfterUpgrade(
  { item, rules, zone, today, letters }: Situation,
  findings: readonly Finding[],
): LetterHold | null {
  const { upgrade, guards, calendar } = rules;
  const last = letters.at(-1);
  if (upgrade === null || guards.tellUpgradeOver === 0 || !last || last.decidedAt >= upgrade.since)
    return null;
  if (!isOnCourse(findings)) return null;
  const changed = zone.dayAt(upgrade.since);
  const day = dayToTell(item, changed, guards.tellUpgradeOver, calendar);
  if (today >= day) return null;
  return { code: 'after_upgrade', changed: isoDay(changed), hears: isoDay(day) };
}

function holdWrittenToday({ rules }: Situation, writtenToday: number): LetterHold | null {
  const most = rules.guards.lettersPerCustomerPerDay;
  return writtenToday < most ? null : { code: 'already_written_today', letters: most };
}

/** No letter waits in the outbox overnight: it is decided again when it may go. */
function holdOutsideHours({ rules, facts, zone, now }: Situation): LetterHold | null {
  const theirs = zoneOr(facts.customer.timeZone, zone);
  if (maySendAt(rules.hours, rules.calendar, theirs, now)) return null;
  return { code: 'outside_hours' };
}

/** Letters this address has from today; addresses compare without case. */
export const writtenTodayTo = (situation: Situation, written: ReadonlyMap<string, number>): number => {
  const address = addressOf(situation);
  return address === null ? 0 : (written.get(address.address.toLowerCase()) ?? 0);
};

/**
 * Whether an item had broken its promise, or stalled, already when Tidings went live. Its state decides: a promise that breaks later is
 * always told, and one that is at risk can still be acted on, however long the item had stood still before.
 * @param liveOn the day of going live, in the company's zone
 */
export function isBacklog(findings: readonly Finding[], goLive: Instant, liveOn: Day): boolean {
  const broken = theFinding(findings, 'promise_missed');
  if (broken) return broken.began < goLive;
  if (findings.some((finding) => isAhead(finding, liveOn))) return false;
  return findings.some(({ began }) => began < goLive);
}

/** By kind; what is ready or over is the end of a wait, whenever it came. */
const AHEAD: ReadonlySet<string> = new Set([
  'promise_at_risk',
  'promise_moved',
  'moving_again',
  'shipment_left',
  'ready',
  'shipped',
  'cancelled',
  'done',
]);

/** What is yet to come, or good to hear: however long ago it began. */
const isAhead = (finding: Finding, liveOn: Day): boolean =>
  finding.kind === 'needed_by_at_risk' ? finding.neededBy >= liveOn : AHEAD.has(finding.kind);

/** No event for longer than policy's `waiting.abandoned_after` (calendar time): the row was never closed. */
export function isAbandoned(situation: Situation): boolean {
  return (
    lastEvent(situation) < subtract(situation.zone, situation.now, situation.rules.waiting.abandonedAfter)
  );
}

/** The last sign of life from the company or the customer. Our own letters are none. */
function lastEvent({ item, contacts }: Situation): Instant {
  let last = item.openedAt;
  const consider = (at: Instant | null | undefined) => {
    if (at !== null && at !== undefined && at > last) last = at;
  };
  consider(item.stageSince);
  consider(item.updatedAt);
  for (const line of item.lines) consider(line.stageSince);
  consider(contacts.at(-1)?.at);
  return last;
}
