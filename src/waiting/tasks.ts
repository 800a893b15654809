import { callTask, itemCallKey } from '../customer/call-task.ts';
import type { Case } from '../customer/customer.ts';
import { type EscalationRung, personAt } from '../customer/people.ts';
import type { Task, TaskKind, TaskReason } from '../customer/task.ts';
import { taskKey } from '../customer/task-key.ts';
import type { Decision } from './decision.ts';
import { cleanButHeldForCredit, ownerOf, rungOf } from './escalation.ts';
import { theFinding } from './finding.ts';
import { brokenWords } from './our-word.ts';
import { lastHeard, unanswered } from './silence.ts';
import { reached, type Situation } from './situation.ts';

/** What people must do about this decision; tasks that the case has already are left out. */
export function tasksFor(situation: Situation, decision: Decision, theCase: Case): readonly Task[] {
  const tasks = [
    decision.do === 'hand_over' ? callCustomer(situation, decision, theCase) : null,
    decision.do === 'hold' && decision.hold === 'reply_owed' ? answerCustomer(situation, theCase) : null,
    decision.do === 'write' ? escalate(situation, decision, theCase) : null,
    decision.do === 'write' || decision.do === 'hand_over' ? reviewCredit(situation, theCase) : null,
  ];
  return tasks.filter(
    (task) => task !== null && !theCase.tasks.some(({ key }) => key === task.key),
  ) as Task[];
}

function task(
  situation: Situation,
  theCase: Case,
  kind: TaskKind,
  rung: EscalationRung,
  occasion: string,
  why: TaskReason,
): Task {
  const key = taskKey(theCase.id, kind, occasion);
  return { key, kind, dueOn: null, urgent: false, ...whoAndWhat(situation, theCase, rung, why) };
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
function callCustomer(
  situation: Situation,
  decision: Extract<Decision, { do: 'hand_over' }>,
  theCase: Case,
): Task | null {
  const calls = theCase.tasks.filter(({ kind }) => kind === 'call-customer');
  const heard = lastHeard(situation);
  // Another one may have asked already, such as a letter that was refused.
  if (calls.some(({ createdAt }) => createdAt >= heard)) return null;
  const rung = decision.because === 'past_letters' ? 'director' : 'owner';
  const key = itemCallKey(theCase.id, String(calls.length + 1));
  const when = { dueOn: null, urgent: true };
  return callTask(key, { ...whoAndWhat(situation, theCase, rung, decision.because), ...when });
}

function answerCustomer(situation: Situation, theCase: Case): Task {
  const message = unanswered(situation)[0];
  const asked = task(situation, theCase, 'answer-customer', 'owner', message?.id ?? '1', 'reply_owed');
  const { zone, now, rules } = situation;
  const written = zone.dayAt(message?.at ?? now);
  return { ...asked, dueOn: rules.calendar.addWorkingDays(written, rules.inbox.answerWithin) };
}

/** The manager and then the director hear of it, once each per case. */
function escalate(situation: Situation, decision: Decision, theCase: Case): Task | null {
  const rung = rungOf(situation, decision.findings);
  if (rung !== 'manager' && rung !== 'director') return null;
  const owner = ownerOf(situation);
  const above = personAt(rung, owner, situation.facts.people);
  // Nobody stands above the owner: there is nobody to climb to.
  if (above === null || above.id === owner) return null;
  const { escalation } = situation.rules;
  const needed = rung === 'manager' ? escalation.managerAfter : escalation.directorAfter;
  return task(situation, theCase, 'escalation', rung, rung, whyClimbed(situation, decision, needed));
}

function whyClimbed(situation: Situation, { findings }: Decision, needed: number): TaskReason {
  if (theFinding(findings, 'word_due')?.broken) return 'word_broken';
  const letters = (situation.openCase?.letters ?? []).filter(reached);
  if (letters.length >= needed) return 'letters_passed';
  if (letters.length + brokenWords(situation, letters) >= needed) return 'word_broken';
  return cleanButHeldForCredit(situation) ? 'credit_hold' : 'needed_soon';
}

/** A machine stands still because an invoice is over the limit: the credit person decides. */
function reviewCredit(situation: Situation, theCase: Case): Task | null {
  if (situation.stage.kind !== 'awaiting_credit') return null;
  const base = {
    ...task(situation, theCase, 'review-credit-limit', 'manager', '1', 'credit_hold'),
    urgent: true,
  };
  const credit = creditPerson(situation);
  return credit ? { ...base, forPerson: credit.id } : base;
}

export function creditPerson({ facts }: Situation) {
  for (const person of facts.people.values()) if (person.role === 'credit') return person;
  return null;
}
