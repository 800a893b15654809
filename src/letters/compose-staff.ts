import { isoDay } from '../calendar/time.ts';
import type { About, Case, CustomerId, LetterId, Person, PersonId } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import { isUsableAddress } from '../waiting/address.ts';
import type { Finding } from '../waiting/finding.ts';
import type { Situation } from '../waiting/situation.ts';
import type { AnyTask, Task } from '../waiting/task.ts';
import { creditReviewFacts } from './credit-review-facts.ts';
import { letterIdOf, messageIdOf, staffLetterKey } from './identity.ts';
import { itemFacts } from './item-facts.ts';
import type { StaffFacts } from './letter.ts';
import type { StaffLetterKind } from './letter-kinds.ts';
import type { CallCustomerFacts, CreditReviewFacts } from './reminder-facts.ts';

/** One email to a person of the company about a task, before words. */
export interface StaffLetter {
  readonly audience: 'staff';
  readonly id: LetterId;
  readonly key: string;
  readonly kind: StaffLetterKind;
  readonly language: string;
  readonly customerId: CustomerId;
  readonly person: PersonId;
  readonly to: { readonly name: string; readonly address: string };
  readonly about: readonly About[];
  readonly facts: StaffFacts | CallCustomerFacts | CreditReviewFacts;
  readonly messageId: string;
}

/** A task with what it is about. */
export interface Assigned {
  readonly task: Task;
  readonly situation: Situation;
  readonly findings: readonly Finding[];
  readonly theCase: Case;
}

/** One letter per person and kind of task, about all the items of this customer that are given to them for one reason. */
export function composeStaffLetters(assigned: readonly Assigned[]): readonly StaffLetter[] {
  const groups = new Map<string, Assigned[]>();
  for (const one of assigned) {
    const { kind, forPerson, why } = one.task;
    const group = JSON.stringify([kind, forPerson, why]);
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
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

/** A person of the company who can be written to. */
export type Reachable = Person & { readonly email: string };

/** The letter that gives these tasks to their person; null when the company names nobody, or no address of theirs. */
export function staffLetter(
  tasks: readonly AnyTask[],
  people: ReadonlyMap<PersonId, Person>,
  rules: Rules,
  factsFor: (person: Reachable) => StaffLetter['facts'],
): StaffLetter | null {
  const [lead] = tasks;
  const person = lead?.forPerson == null ? undefined : people.get(lead.forPerson);
  const address = person?.email?.trim();
  if (!lead || !person || !address || !isUsableAddress(address)) return null;
  const key = staffLetterKey(tasks.map((task) => task.key));
  const facts = factsFor({ ...person, email: address });
  return {
    audience: 'staff',
    id: letterIdOf(key),
    key,
    kind: facts.letter,
    language: rules.company.adminLanguage,
    customerId: lead.customerId,
    person: person.id,
    to: { name: person.name, address },
    about: tasks.flatMap<About>(({ about }) => about),
    messageId: messageIdOf(key, rules),
    facts,
  };
}

function taskFacts(
  letter: StaffFacts['letter'],
  group: readonly Assigned[],
  { task, situation }: Assigned,
  person: Reachable,
): StaffFacts {
  const { rules, facts, zone, today } = situation;
  const told = new Map(group.flatMap(({ theCase }) => theCase.letters).map((each) => [each.id, each]));
  return {
    letter,
    company: rules.company.name,
    today: isoDay(today),
    person: { name: person.name, role: person.role, phone: person.phone, email: person.email },
    task: task.kind,
    why: task.why,
    customer: { id: facts.customer.id, name: facts.customer.name, email: facts.customer.email },
    items: group.map((one) => itemFacts(one.situation, one.findings)),
    story: [...told.values()]
      .sort((a, b) => a.decidedAt - b.decidedAt)
      .map(({ decidedAt, kind, status }) => ({ on: isoDay(zone.dayAt(decidedAt)), letter: kind, status })),
  };
}
