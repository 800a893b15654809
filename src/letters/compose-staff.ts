import { isoDay } from '../calendar/time.ts';
import type { Case, CustomerId, ItemRef, LetterId, PersonId } from '../customer.ts';
import { isUsableAddress } from '../waiting/address.ts';
import type { Finding } from '../waiting/finding.ts';
import type { Situation } from '../waiting/situation.ts';
import type { Task } from '../waiting/task.ts';
import { letterIdOf, messageIdOf, staffLetterKey } from './identity.ts';
import { itemFacts } from './item-facts.ts';
import type { StaffFacts } from './letter.ts';
import type { StaffLetterKind } from './letter-kinds.ts';

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
  readonly about: readonly ItemRef[];
  readonly facts: StaffFacts;
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

/** The letter about these tasks; null when the company gives nobody, or no address of theirs. */
function composeStaff(group: readonly Assigned[]): StaffLetter | null {
  const [lead] = group;
  if (!lead) return null;
  const { task, situation } = lead;
  const { rules, facts, zone, today } = situation;
  const person = task.forPerson === null ? undefined : facts.people.get(task.forPerson);
  const address = person?.email?.trim();
  if (!person || !address || !isUsableAddress(address)) return null;
  const key = staffLetterKey(group.map((one) => one.task.key));
  const letter: StaffLetterKind = task.kind === 'escalation' ? 'escalation' : 'task';
  const told = new Map(group.flatMap(({ theCase }) => theCase.letters).map((each) => [each.id, each]));
  return {
    audience: 'staff',
    id: letterIdOf(key),
    key,
    kind: letter,
    language: rules.company.adminLanguage,
    customerId: task.customerId,
    person: person.id,
    to: { name: person.name, address },
    about: group.flatMap((one) => one.task.about),
    messageId: messageIdOf(key, rules),
    facts: {
      letter,
      company: rules.company.name,
      today: isoDay(today),
      person: { name: person.name, role: person.role, phone: person.phone, email: address },
      task: task.kind,
      why: task.why,
      customer: { id: facts.customer.id, name: facts.customer.name, email: facts.customer.email },
      items: group.map((one) => itemFacts(one.situation, one.findings)),
      story: [...told.values()]
        .sort((a, b) => a.decidedAt - b.decidedAt)
        .map(({ decidedAt, kind, status }) => ({ on: isoDay(zone.dayAt(decidedAt)), letter: kind, status })),
    },
  };
}
