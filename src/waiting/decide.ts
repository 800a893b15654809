import { type ClosedBecause, whyClosed } from '../customer/closed-address.ts';
import { personAt } from '../customer/people.ts';
import { addressOf } from './address.ts';
import type { Decision } from './decision.ts';
import { callWasMissed, ownerOf } from './escalation.ts';
import type { Looked } from './find.ts';
import { theFinding } from './finding.ts';
import { findHold, writtenTodayTo } from './hold.ts';
import { holdText } from './hold-text.ts';
import { letterKindFor } from './letter-kind.ts';
import { isQuiet } from './news.ts';
import { occasionFor } from './occasion.ts';
import { callBefore } from './our-word.ts';
import type { Situation } from './situation.ts';
import { quietLetters, toldOf } from './told-before.ts';
import { insteadOfLetter } from './wants-less.ts';
import { wordFor } from './word-for.ts';

/**
 * What to do about the findings of one item: write, hold, hand over or nothing; the first that matches,
 * always with its reason.
 * @param writtenToday letters from today by lower-case address
 */
export function decide(
  { situation, state, findings }: Looked,
  writtenToday: ReadonlyMap<string, number>,
): Decision {
  const base = { item: { kind: situation.item.kind, id: situation.item.id }, state, findings };
  if (findings.length === 0) return { ...base, do: 'nothing', reason: 'nothing was found' };

  const occasion = occasionFor(situation, state, findings);
  if (occasion.occasion === null) return { ...base, do: 'nothing', reason: occasion.why };

  const hold = findHold(situation, state, findings, writtenTodayTo(situation, writtenToday));
  if (hold) return { ...base, do: 'hold', hold, reason: holdText(hold) };

  if (insteadOfLetter(situation, state, findings) === 'call')
    return handOver(base, 'asked_for_less', 'they asked to be written to less: a person calls');

  const address = addressOf(situation);
  if (!situation.facts.customer.emailAllowed)
    return handOver(base, 'email_not_wanted', 'the customer does not want email: a person calls');
  if (address === null) return handOver(base, 'no_address', 'there is no usable address: a person calls');
  const closed = whyClosed(address.address, situation.memory);
  if (closed !== null) return handOver(base, closed, `${CLOSED[closed]}: a person calls`);

  const letter = letterKindFor(situation, state, findings);
  const quiet = isQuiet(situation, state, findings);
  const word = wordFor(situation, state, findings);
  const callBy = word !== null && callsInstead(situation, base, quiet) ? callBefore(word, situation) : null;
  return {
    ...base,
    do: 'write',
    letter,
    address: address.address,
    // Who was asked twice hears no more from a machine.
    nextWordBy: state === 'theirs' && isAskedAgain(situation, findings) && callBy === null ? null : word,
    quiet,
    callBy,
    reason: occasion.occasion,
  };
}

const CLOSED: Readonly<Record<ClosedBecause, string>> = {
  address_refused: 'the last letter to the address was refused',
  address_bounced: 'a letter to the address came back',
  complained: 'the reader of the address reported a letter as spam',
};

/** What is no news of a delay and nobody waits for is no reason to make a person call. */
function handOver(
  base: Pick<Decision, 'item' | 'state' | 'findings'>,
  because: Extract<Decision, { do: 'hand_over' }>['because'],
  reason: string,
): Decision {
  const isOwed = theFinding(base.findings, 'word_due') !== undefined;
  if (!isOwed && (base.state === 'silent' || base.state === 'on_course'))
    return { ...base, do: 'nothing', reason: 'it is on course, and no letter can tell' };
  return { ...base, do: 'hand_over', because, reason };
}

/** They were asked before for what we need: this letter is the reminder, and the last of a machine. */
function isAskedAgain(situation: Situation, findings: Decision['findings']): boolean {
  const wait = theFinding(findings, 'waiting_for_customer');
  return (
    wait !== undefined && toldOf(situation, 'theirs', situation.zone.instantOf(wait.since, 0)).length > 0
  );
}

/** After so many letters without news a person calls instead of the next one, once for each delay; and who is asked twice is called. */
function callsInstead(
  situation: Situation,
  { state, findings }: Pick<Decision, 'state' | 'findings'>,
  quiet: boolean,
): boolean {
  if (personAt('owner', ownerOf(situation), situation.facts.people) === null) return false;
  if (state === 'theirs') return isAskedAgain(situation, findings) && !callWasMissed(situation, findings);
  if (!quiet) return false;
  if (state !== 'broken' && state !== 'stalled' && state !== 'on_hold') return false;
  const began = findings[0]?.began ?? situation.now;
  const called = situation.letters.some(({ told, decidedAt }) => told.callBy != null && decidedAt >= began);
  return !called && quietLetters(situation) + 1 >= situation.rules.escalation.callAfterQuiet;
}
