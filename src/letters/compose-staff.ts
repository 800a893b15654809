import { isoDay } from '../calendar/time.ts';
import type { Case, CustomerId, ItemRef, LetterId, PersonId } from '../customer.ts';
import { isUsableAddress } from '../waiting/address.ts';
import type { Finding } from '../waiting/finding.ts';
import type { Situation } from '../waiting/situation.ts';
import type { Task } from '../waiting/task.ts';
import { letterIdOf, messageIdOf } from './identity.ts';
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

/** The letter that tells a person of their task; null when the company gives nobody, or no address of theirs. */
export function composeStaff(
  task: Task,
  situation: Situation,
  findings: readonly Finding[],
  theCase: Case,
): StaffLetter | null {
  const { rules, facts, zone, today } = situation;
  const person = task.forPerson === null ? undefined : facts.people.get(task.forPerson);
  const address = person?.email?.trim();
  if (!person || !address || !isUsableAddress(address)) return null;
  const key = `${task.key}/letter`;
  const letter: StaffLetterKind = task.kind === 'escalation' ? 'escalation' : 'task';
  return {
    audience: 'staff',
    id: letterIdOf(key),
    key,
    kind: letter,
    language: rules.company.adminLanguage,
    customerId: task.customerId,
    person: person.id,
    to: { name: person.name, address },
    about: task.about,
    messageId: messageIdOf(key, rules),
    facts: {
      letter,
      company: rules.company.name,
      today: isoDay(today),
      person: { name: person.name, role: person.role, phone: person.phone, email: address },
      task: task.kind,
      why: task.why,
      customer: { id: facts.customer.id, name: facts.customer.name, email: facts.customer.email },
      items: [itemFacts(situation, findings)],
      story: theCase.letters.map(({ decidedAt, kind, status }) => ({
        on: isoDay(zone.dayAt(decidedAt)),
        letter: kind,
        status,
      })),
    },
  };
}
