import type { Day } from '../calendar/time.ts';
import { isoDay } from '../calendar/time.ts';
import { callTask, itemCallKey } from '../customer/call-task.ts';
import type { Case, Person } from '../customer/customer.ts';
import { type EscalationRung, personAt } from '../customer/people.ts';
import type { Task, TaskKind, TaskReason } from '../customer/task.ts';
import { taskKey } from '../customer/task-key.ts';
import type { Decision, WriteDecision } from './decision.ts';
import { delayOptionFor } from './delay-option.ts';
import { callWasMissed, neededSoon, ownerOf, rungOf } from './escalation.ts';
import { theFinding } from './finding.ts';
import { lastHeard, unanswered } from './silence.ts';
import type { Situation } from './situation.ts';
import { lettersWithoutProgress } from './told-before.ts';

/** What people must do about this decision; tasks that the case has already are left out. */
export function tasksFor(situation: Situation, decision: Decision, theCase: Case): readonly Task[] {
  const tasks = [
    decision.do === 'hand_over' ? callCustomer(situation, decision.because, null, theCase) : null,
    decision.do === 'hold' && decision.hold.code === 'complaint_open'
      ? answerComplaint(situation, theCase)
      : null,
    ...(decision.do === 'write' ? tasksOfLetter(situation, decision, theCase) : []),
    consentMissing(situation, decision, theCase),
    theFinding(decision.findings, 'needed_before_promise')
      ? task(situation, theCase, {
          kind: 'find-out',
          rung: 'owner',
          occasion: 'needed',
          why: 'needed_before_promise',
        })
      : null,
    decision.do === 'write' || decision.do === 'hand_over'
      ? reviewCredit(situation, decision, theCase)
      : null,
  ];
  return tasks.filter((each) => each !== null).filter(({ key }) => !has(theCase, key));
}

const has = (theCase: Case, key: string): boolean => theCase.tasks.some((each) => each.key === key);

/** Nobody is said to do what nobody was given to do: what a letter says of people, these tasks say to them. */
function tasksOfLetter(
  situation: Situation,
  decision: WriteDecision,
  theCase: Case,
): readonly (Task | null)[] {
  return [
    decision.callBy === null
      ? null
      : callCustomer(
          situation,
          decision.state === 'theirs' ? 'asked_twice' : 'said_we_call',
          decision.callBy,
          theCase,
        ),
    findOut(situation, decision, theCase),
    escalate(situation, decision, theCase),
  ];
}

/** What is asked of whom, and why; a task of a case is known by its kind and occasion. */
interface Asked {
  readonly kind: TaskKind;
  readonly rung: EscalationRung;
  readonly occasion: string;
  readonly why: TaskReason;
  readonly dueOn?: Day | null;
}

function task(situation: Situation, theCase: Case, { kind, rung, occasion, why, dueOn = null }: Asked): Task {
  const key = taskKey(theCase.id, kind, occasion);
  return { key, kind, dueOn, urgent: false, ...whoAndWhat(situation, theCase, rung, why) };
}

function whoAndWhat(situation: Situation, theCase: Case, rung: EscalationRung, why: TaskReason) {
  const { item, facts } = situation;
  return {
    forPerson: personAt(rung, ownerOf(situation), facts.people)?.id ?? null,
    customerId: facts.customer.id,
    about: [{ kind: item.kind, id: item.id }],
    caseId: theCase.id,
    why,
  };
}

/** One call per silence: asked for again only when somebody has been in touch since the last call was asked for. */
function callCustomer(situation: Situation, why: TaskReason, dueOn: Day | null, theCase: Case): Task | null {
  const calls = theCase.tasks.filter(({ kind }) => kind === 'call-customer');
  const heard = lastHeard(situation);
  // Another one may have asked already, such as a letter that was refused.
  if (dueOn === null && calls.some(({ createdAt }) => createdAt >= heard)) return null;
  const key = itemCallKey(theCase.id, String(calls.length + 1));
  return callTask(key, { ...whoAndWhat(situation, theCase, 'owner', why), dueOn, urgent: dueOn === null });
}

/** Somebody owes the customer an answer, in whatever state the item is. */
export function answerFor(situation: Situation, theCase: Case): Task | null {
  const [message] = unanswered(situation);
  if (!message) return null;
  const { rules, zone } = situation;
  const dueOn = rules.calendar.addWorkingDays(zone.dayAt(message.at), rules.inbox.answerWithin);
  const owed = task(situation, theCase, {
    kind: 'answer-customer',
    rung: 'owner',
    occasion: message.id,
    why: 'reply_owed',
    dueOn,
  });
  return has(theCase, owed.key) ? null : owed;
}

/** Working days that whoever is asked to agree at once has for it. */
const TIME_TO_AGREE = 2;

/** By law their silence has cancelled the order: whoever decides about money returns it. Once for each case. */
function consentMissing(situation: Situation, { state, findings }: Decision, theCase: Case): Task | null {
  const option = delayOptionFor(situation, state, findings);
  const { zone, today, rules, letters } = situation;
  // What was never offered, or only now, nobody can have failed to answer.
  const offered = letters.some(
    ({ told, submittedAt }) =>
      told.offer?.silence === 'cancels' &&
      submittedAt !== null &&
      rules.calendar.addWorkingDays(zone.dayAt(submittedAt), TIME_TO_AGREE) < today,
  );
  if (!offered || option?.silence !== 'cancels' || option.answerBy !== null) return null;
  const asked = task(situation, theCase, {
    kind: 'decide-money',
    rung: 'manager',
    occasion: 'consent',
    why: 'consent_missing',
    dueOn: situation.today,
  });
  return { ...asked, urgent: true };
}

function answerComplaint(situation: Situation, theCase: Case): Task {
  const owed = task(situation, theCase, {
    kind: 'answer-customer',
    rung: 'owner',
    occasion: 'complaint',
    why: 'complaint_open',
    dueOn: situation.today,
  });
  return { ...owed, urgent: true };
}

/** Who owns what is late finds out why and when, before our next letter: once for each delay. */
function findOut(
  situation: Situation,
  { state, findings, nextWordBy }: WriteDecision,
  theCase: Case,
): Task | null {
  if (finder(situation, state) === null) return null;
  const began = findings[0]?.began ?? situation.now;
  const occasion = isoDay(situation.zone.dayAt(began));
  return task(situation, theCase, {
    kind: 'find-out',
    rung: 'owner',
    occasion,
    why: 'delayed',
    dueOn: nextWordBy,
  });
}

/** Who finds out what holds a late item up; null: nobody is asked to. */
export const finder = (situation: Situation, state: Decision['state']): Person | null =>
  state === 'broken' || state === 'stalled'
    ? personAt('owner', ownerOf(situation), situation.facts.people)
    : null;

/** The manager and then the director hear of it, once each per case. */
function escalate(situation: Situation, decision: WriteDecision, theCase: Case): Task | null {
  const rung = rungOf(situation, decision.state, decision.findings);
  if (rung === 'owner') return null;
  const owner = ownerOf(situation);
  const above = personAt(rung, owner, situation.facts.people);
  // Nobody stands above the owner: there is nobody to climb to.
  if (above === null || above.id === owner) return null;
  const why = whyClimbed(situation, decision, rung);
  const climbed = task(situation, theCase, {
    kind: 'escalation',
    rung,
    occasion: rung,
    why,
    dueOn: decision.nextWordBy,
  });
  return { ...climbed, urgent: why === 'credit_hold' };
}

function whyClimbed(
  situation: Situation,
  { state, findings }: WriteDecision,
  rung: 'manager' | 'director',
): TaskReason {
  if (state === 'on_hold') return 'credit_hold';
  if (callWasMissed(situation, findings)) return 'call_missed';
  if (theFinding(findings, 'word_due')?.broken) return 'word_broken';
  if (neededSoon(situation, findings)) return 'needed_soon';
  const { escalation } = situation.rules;
  const needed = rung === 'manager' ? escalation.managerAfter : escalation.directorAfter;
  const began = findings[0]?.began ?? situation.now;
  return lettersWithoutProgress(situation, began).length >= needed ? 'letters_passed' : 'word_broken';
}

/** A machine stands still because an invoice is over the limit: the credit person decides, by the day that our letter names. */
function reviewCredit(
  situation: Situation,
  decision: Exclude<Decision, { do: 'hold' | 'nothing' }>,
  theCase: Case,
): Task | null {
  if (decision.state !== 'on_hold') return null;
  const { rules, today } = situation;
  const byPolicy = rules.calendar.addWorkingDays(today, rules.dunning.decideWithin);
  const dueOn = (decision.do === 'write' ? decision.nextWordBy : null) ?? byPolicy;
  const asked = task(situation, theCase, {
    kind: 'review-credit-limit',
    rung: 'manager',
    occasion: '1',
    why: 'credit_hold',
    dueOn,
  });
  const base = { ...asked, urgent: true };
  const credit = creditPerson(situation);
  return credit ? { ...base, forPerson: credit.id } : base;
}

export function creditPerson({ facts }: Situation) {
  for (const person of facts.people.values()) if (person.role === 'credit') return person;
  return null;
}
