import type { Case } from '../../customer/customer.ts';
import type { Task } from '../../customer/task.ts';
import { grouped } from '../../grouped.ts';
import type { Finding } from '../../waiting/finding.ts';
import type { Situation } from '../../waiting/situation.ts';
import type { StaffFacts } from '../facts/letter.ts';
import { letterEvents } from '../facts/letter-event.ts';
import { creditReviewFacts } from './credit-review-facts.ts';
import { itemFacts } from './item-facts.ts';
import { type Reachable, type StaffLetter, staffLetter } from './staff-letter.ts';
import { toStaffFacts } from './to-staff-facts.ts';

/** A task with what it is about. */
export interface Assigned {
  readonly task: Task;
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly theCase: Case;
}

/** One letter per person and kind of task, about all the items of this customer that are given to them for one reason. */
export function composeStaffLetters(assigned: readonly Assigned[]): readonly StaffLetter[] {
  const groups = grouped(assigned, ({ task }) => JSON.stringify([task.kind, task.forPerson, task.why]));
  return [...groups.values()].map(composeStaff).filter((letter) => letter !== null);
}

function composeStaff(group: readonly Assigned[]): StaffLetter | null {
  const [lead] = group;
  if (!lead) return null;
  const { kind } = lead.task;
  const { facts, rules } = lead.situation;
  return staffLetter(
    group.map(({ task }) => task),
    facts.people,
    rules,
    (person) => {
      if (kind === 'review-credit-limit') return creditReviewFacts(group, person);
      return taskFacts(kind === 'escalation' ? 'escalation' : 'task', group, lead, person);
    },
  );
}

function taskFacts(
  letter: StaffFacts['letter'],
  group: readonly Assigned[],
  { task, situation }: Assigned,
  person: Reachable,
): StaffFacts {
  const told = new Map(group.flatMap(({ theCase }) => theCase.letters).map((each) => [each.id, each]));
  return {
    letter,
    ...toStaffFacts(situation, person),
    task: task.kind,
    why: task.why,
    items: group.map((one) => itemFacts(one.situation, one.findings)),
    story: letterEvents(told.values(), situation.zone),
  };
}
