import { isoDay } from '../calendar/time.ts';
import { hasOutlasted } from '../calendar/working-time.ts';
import type { ItemState } from '../customer/item-state.ts';
import { stageNamed } from '../policy/stage.ts';
import { datedLater } from './dated-later.ts';
import { callWasMissed } from './escalation.ts';
import { type Finding, type FindingKind, isDated, theFinding } from './finding.ts';
import { wordGiven } from './our-word.ts';
import { toldBroken } from './promise.ts';
import { lastHeard } from './silence.ts';
import { lastLetter, type Situation } from './situation.ts';
import {
  awaitsTheEnd,
  delaysTold,
  isClosing,
  isLately,
  lastToldOf,
  toldOf,
  warnings,
} from './told-before.ts';

/** Why a letter is due now, or why none is. */
export type Occasion = { readonly occasion: string } | { readonly occasion: null; readonly why: string };

const due = (occasion: string): Occasion => ({ occasion });
const none = (why: string): Occasion => ({ occasion: null, why });

/** What each state has to say, and when it was said already. */
const OCCASIONS: Readonly<
  Record<ItemState, (situation: Situation, findings: readonly Finding[]) => Occasion>
> = {
  over: endOccasion,
  ready: readyOccasion,
  theirs: theirOccasion,
  on_hold: (situation, findings) => delayOccasion('on_hold', 'credit_hold', situation, findings),
  broken: brokenOccasion,
  at_risk: riskOccasion,
  stalled: (situation, findings) => delayOccasion('stalled', 'stage_overrun', situation, findings),
  silent: (situation, findings) =>
    dateOccasion(situation, findings) ??
    wordOccasion(findings) ??
    due(`nobody has spoken since ${lastHeardOn(situation)}`),
  on_course: courseOccasion,
};

/** Why a letter is due now: the occasion. Null with the reason when what was found was told already, and no person asks for a letter. */
export function occasionFor(situation: Situation, state: ItemState, findings: readonly Finding[]): Occasion {
  const own = reopenedOccasion(findings) ?? OCCASIONS[state](situation, findings);
  const asked = theFinding(findings, 'asked_for');
  return own.occasion === null && asked ? due(`${asked.by} wants them to hear where it stands`) : own;
}

/** Who was told that it is over, or to come for it, is told at once that it is not so. */
function reopenedOccasion(findings: readonly Finding[]): Occasion | null {
  const reopened = theFinding(findings, 'reopened');
  return reopened
    ? due(`they were told on ${isoDay(reopened.on)} that it is ${reopened.was}, and it is not`)
    : null;
}

function endOccasion(situation: Situation, findings: readonly Finding[]): Occasion {
  const last = lastLetter(situation);
  // A letter about several things may have told it too.
  if (last && (last.told.state === 'over' || (isClosing(last.kind) && last.kind !== 'ready')))
    return none('they were told how it ended');
  const { item, rules } = situation;
  if (theFinding(findings, 'cancelled')) return due('it was cancelled, and they knew of it from us');
  if (theFinding(findings, 'shipped'))
    return awaitsTheEnd(situation) ? due('it is on its way') : none('it is on its way, as promised');
  if (item.kind === 'order' || rules.waiting.tellDone === 'never')
    return none('it is done: the thing itself tells it');
  if (last?.kind === 'ready') return none('it was ready, and they were told');
  return rules.waiting.tellDone === 'always' || awaitsTheEnd(situation)
    ? due('it is done, and we had written of a delay')
    : none('it is done');
}

function readyOccasion(situation: Situation): Occasion {
  const { rules, zone, now } = situation;
  // Back to the bench and ready again, with no letter between: what they read last is true, and no news.
  const [first, second] = lastToldOf(situation, 'ready');
  if (second) return none('they were told twice that it is ready');
  if (first) {
    const waited = hasOutlasted(rules.calendar, zone, first.decidedAt, rules.waiting.remindReady, now);
    return waited ? due('it is ready and was not fetched') : none('they were told that it is ready');
  }
  const { tellReady } = rules.waiting;
  if (tellReady === 'always' || (tellReady === 'after_delay' && awaitsTheEnd(situation)))
    return due('it is ready');
  return none('it is ready');
}

/** What we need, one reminder, then a person. */
function theirOccasion(situation: Situation, findings: readonly Finding[]): Occasion {
  const wait = theFinding(findings, 'waiting_for_customer');
  if (!wait) return wordOccasion(findings) ?? none('it waits for the customer, not for long yet');
  const since = situation.zone.instantOf(wait.since, 0);
  const told = toldOf(situation, 'theirs', since);
  if (told.length === 0) return due('it waits for the customer');
  const word = wordOccasion(findings);
  // Where nobody called, the letter keeps the word of the one before: to write if they are not reached.
  if (told.length > 1 && (word === null || !callWasMissed(situation, findings)))
    return none('they were asked twice: a person calls');
  return word ?? none(toldOn(situation));
}

function brokenOccasion(situation: Situation, findings: readonly Finding[]): Occasion {
  if (!toldBroken(situation)) return due('the promised day is over');
  const moves = theFinding(findings, 'moving_again');
  if (moves && stageNamed(moves.stage, situation.rules).kind === 'in_transit') return due('it is on its way');
  const left = theFinding(findings, 'shipment_left');
  if (left) return due(left.part ? 'a part of it is on its way' : 'it is on its way');
  return (
    dateOccasion(situation, findings) ??
    laterDayOccasion(situation) ??
    wordOccasion(findings) ??
    unheardOccasion(situation) ??
    none(toldOn(situation))
  );
}

/** A late line or shipment got a day, or another one, since we wrote: told at once, and not more than twice in so many days. */
function laterDayOccasion(situation: Situation): Occasion | null {
  const late = datedLater(situation, situation.today);
  const told = lastLetter(situation)?.told.expected ?? null;
  if (late?.expected == null || late.expected === told) return null;
  const before = situation.letters.at(-2);
  if (before !== undefined && isLately(before, situation)) return null;
  return due(
    `the late ${late.because} has ${told === null ? 'a day' : 'another day'} now: ${isoDay(late.expected)}`,
  );
}

function riskOccasion(situation: Situation, findings: readonly Finding[]): Occasion {
  const promise = theFinding(findings, 'promise_at_risk');
  const warned = warnings(situation).some(
    ({ told }) => promise === undefined || told.promisedFor === promise.promisedFor,
  );
  if (!warned)
    return due(promise ? 'the promised day will probably be missed' : 'the day of need is at risk');
  const told = lastLetter(situation)?.told.expected ?? null;
  if (promise && isDated(promise) && told !== null && promise.expected !== null && told !== promise.expected)
    return due(`the late ${promise.because} moved from ${isoDay(told)} to ${isoDay(promise.expected)}`);
  return dateOccasion(situation, findings) ?? wordOccasion(findings) ?? none(toldOn(situation));
}

/** A delay without a promise: told once, and again as our word says. */
function delayOccasion(
  state: ItemState,
  kind: FindingKind,
  situation: Situation,
  findings: readonly Finding[],
): Occasion {
  const began = theFinding(findings, kind)?.began ?? situation.now;
  const date = dateOccasion(situation, findings);
  if (date) return date;
  const told = state === 'stalled' ? delaysTold(situation, began) : toldOf(situation, state, began);
  if (told.length === 0) return due(`new: ${kind.replaceAll('_', ' ')}`);
  return (
    laterDayOccasion(situation) ??
    wordOccasion(findings) ??
    unheardOccasion(situation) ??
    none(toldOn(situation))
  );
}

function courseOccasion(situation: Situation, findings: readonly Finding[]): Occasion {
  if (theFinding(findings, 'moving_again')) return due('it moves again');
  if (theFinding(findings, 'shipment_left')) return due('it is on its way');
  if (theFinding(findings, 'half_time')) return due('half of a long wait is over');
  if (theFinding(findings, 'needed_before_promise'))
    return none('the promise is later than they need it: their owner should speak with them');
  return dateOccasion(situation, findings) ?? wordOccasion(findings) ?? none('it is on course');
}

/** A date that was moved or taken back is told at once; one that goes to and fro, not more than twice in so many days. */
function dateOccasion(situation: Situation, findings: readonly Finding[]): Occasion | null {
  const dates = situation.letters.filter(
    ({ told }, index, all) => index > 0 && told.promisedFor !== all[index - 1]?.told.promisedFor,
  );
  const before = dates.at(-2);
  if (before !== undefined && isLately(before, situation)) return null;
  const moved = theFinding(findings, 'promise_moved');
  if (moved) return due(`the date moved from ${isoDay(moved.from)} to ${isoDay(moved.to)}`);
  const withdrawn = theFinding(findings, 'promise_withdrawn');
  // Of a day that is over they were told that there is no new one yet.
  if (withdrawn && withdrawn.from >= situation.today)
    return due(`the date ${isoDay(withdrawn.from)} was taken back`);
  const given = theFinding(findings, 'promise_given');
  return given ? due(`there is a date now: ${isoDay(given.to)}`) : null;
}

function wordOccasion(findings: readonly Finding[]): Occasion | null {
  const word = theFinding(findings, 'word_due');
  return word ? due(`our word for ${isoDay(word.by)} is due`) : null;
}

/** A delay goes on, a person spoke since our last letter, and then nobody did. */
function unheardOccasion(situation: Situation): Occasion | null {
  const { rules, zone, now } = situation;
  if (wordGiven(situation) !== null) return null;
  const longest = rules.waiting.nextWord.at(-1) ?? 1;
  return hasOutlasted(rules.calendar, zone, lastHeard(situation), longest, now)
    ? due(`nobody has spoken since ${lastHeardOn(situation)}`)
    : null;
}

const lastHeardOn = (situation: Situation): string => isoDay(situation.zone.dayAt(lastHeard(situation)));

function toldOn(situation: Situation): string {
  const letter = lastLetter(situation);
  const next = wordGiven(situation);
  const told = letter === null ? 'told' : `told on ${isoDay(situation.zone.dayAt(letter.decidedAt))}`;
  return next === null ? told : `${told}; our word is to write again by ${isoDay(next)}`;
}
