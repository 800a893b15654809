import { type Day, isoDay } from '../../calendar/time.ts';
import type { Person } from '../../customer/customer.ts';
import type { LetterKind } from '../../customer/letter-kinds.ts';
import { answersFor, personAt } from '../../customer/people.ts';
import { itemAddress } from '../../waiting/address.ts';
import type { WriteDecision } from '../../waiting/decision.ts';
import { ownerOf, rungOf } from '../../waiting/escalation.ts';
import type { FindingKind } from '../../waiting/finding.ts';
import { standsAsTold } from '../../waiting/moving.ts';
import { lastLetter, type Situation } from '../../waiting/situation.ts';
import { creditPerson } from '../../waiting/tasks.ts';
import type { NamedPerson, StatusFacts } from '../facts/letter.ts';
import { greeted, named } from './customer-letter.ts';
import { itemFacts } from './item-facts.ts';

/** An item with what was decided about it. */
interface Decided {
  readonly situation: Situation;
  readonly decision: WriteDecision;
}

/** All that the letter says, before words; `lead` is the item that most needs them. */
export function statusFacts(
  letter: LetterKind,
  parts: readonly Decided[],
  lead: Decided,
  person: Person | null,
  nextWordBy: Day,
): StatusFacts {
  const { situation } = lead;
  const { rules } = situation;
  const items = parts.map((part) => itemFacts(part.situation, part.decision.findings));
  return {
    letter,
    company: rules.company.name,
    customer: greetedAbout(situation),
    today: isoDay(situation.today),
    person: named(person, rules),
    nextPerson: nextPersonUp(parts, person),
    deciders: letter === 'credit-hold' ? deciders(situation) : [],
    items,
    nextWordBy: isoDay(nextWordBy),
    apology: apologyFor(items),
    lettersBefore: Math.max(...parts.map((part) => part.situation.letters.length)),
    noNews: letter === 'still-waiting' && parts.every(noNews),
  };
}

/** Who is greeted: the item's own contact, where it has one with a name, else whose the address is. */
function greetedAbout({ item, facts: { customer } }: Situation): StatusFacts['customer'] {
  if (item.contactEmail)
    return {
      name: item.contactName ?? customer.name,
      salutation: item.contactName ? null : customer.salutation,
    };
  return greeted(customer, itemAddress(item, customer)?.address ?? '');
}

/** Whoever answers for the item signs. */
export const signatory = (situation: Situation): Person | null =>
  answersFor(ownerOf(situation), situation.facts.people);

/** From the second rung on the letter names the next person up, by the highest rung of its parts. */
function nextPersonUp(parts: readonly Decided[], signedBy: Person | null): NamedPerson | null {
  for (const rung of ['director', 'manager'] as const) {
    const part = parts.find(({ situation, decision }) => rungOf(situation, decision.findings) === rung);
    if (!part) continue;
    const person = personAt(rung, ownerOf(part.situation), part.situation.facts.people);
    return person && person.id !== signedBy?.id ? named(person, part.situation.rules) : null;
  }
  return null;
}

/** Who decides about the credit limit: the credit person and the manager. */
function deciders(situation: Situation): NamedPerson[] {
  const manager = personAt('manager', ownerOf(situation), situation.facts.people);
  const people = [creditPerson(situation), manager].filter((person) => person !== null);
  return [...new Map(people.map((person) => [person.id, named(person, situation.rules)])).values()];
}

/** One apology at most: for the silence where messages went unanswered or our word was broken, else for the delay. */
function apologyFor(items: StatusFacts['items']): StatusFacts['apology'] {
  const found = (kind: FindingKind) => items.some((item) => item.found.includes(kind));
  if (
    items.every((item) => item.found.includes('moving_again') || item.found.includes('waiting_for_customer'))
  )
    return null;
  if (items.some((item) => item.unanswered > 0 || item.brokenWord !== null)) return 'silence';
  if (found('promise_missed') || found('stage_overrun')) return 'delay';
  if (items.every((item) => item.promisedBefore !== null && (item.promisedFor ?? '') < item.promisedBefore))
    return null;
  if (found('promise_at_risk') || found('needed_by_at_risk') || found('promise_moved')) return 'delay';
  return found('long_silence') ? 'silence' : null;
}

/** Nothing that this letter could tell changed since the one before. */
function noNews({ situation, decision }: Decided): boolean {
  const before = lastLetter(situation);
  if (!before) return false;
  const { told } = before;
  return (
    told.promisedFor === situation.item.promisedFor &&
    !decision.findings.some(
      (finding) =>
        finding.kind !== 'word_due' && finding.kind !== 'long_silence' && finding.began > before.decidedAt,
    ) &&
    standsAsTold(situation, told)
  );
}
