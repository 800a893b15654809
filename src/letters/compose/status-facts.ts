import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import type { Person } from '../../customer/customer.ts';
import type { ItemState } from '../../customer/item-state.ts';
import type { LetterKind } from '../../customer/letter-kinds.ts';
import { answersFor, personAt } from '../../customer/people.ts';
import { addressOf } from '../../waiting/address.ts';
import type { WriteDecision } from '../../waiting/decision.ts';
import { ownerOf, rungOf } from '../../waiting/escalation.ts';
import { mendingOf } from '../../waiting/mending.ts';
import type { Situation } from '../../waiting/situation.ts';
import { creditPerson, finder as findsOut } from '../../waiting/tasks.ts';
import type { NamedPerson } from '../facts/fact-shapes.ts';
import type { StatusFacts } from '../facts/letter.ts';
import { greetedAbout, named } from './customer-letter.ts';
import { itemFacts } from './item-facts.ts';
import { shipmentFacts } from './shipment-facts.ts';

/** An item with what was decided about it. */
interface DecidedItem {
  readonly situation: Situation;
  readonly decision: WriteDecision;
}

/** All that the letter says, before words; `lead` is the item that most needs them. */
export function statusFacts(
  letter: LetterKind,
  parts: readonly DecidedItem[],
  lead: DecidedItem,
  person: Person | null,
  nextWordBy: Day | null,
  rest: number,
): StatusFacts {
  const { situation } = lead;
  const { rules } = situation;
  const items = parts.map(({ situation: each, decision }) =>
    itemFacts(each, decision.findings, decision.state, shipmentFacts(each, decision)),
  );
  const finder = commonFinder(parts);
  const calls = parts.flatMap(({ decision }) => decision.callBy ?? []);
  const callBy = calls.length === 0 ? null : dayOf(Math.min(...calls));
  return {
    letter,
    company: rules.company.name,
    customer: greetedAbout(situation.item, situation.facts.customer, addressOf(situation)?.address ?? ''),
    today: isoDay(situation.today),
    person: named(person, rules),
    nextPerson: nextPersonUp(parts, person),
    deciders: letter === 'credit-hold' ? deciders(situation) : [],
    items,
    nextWordBy: nextWordBy === null ? null : isoDay(nextWordBy),
    finder: finder === null ? null : named(finder, rules),
    callBy: callBy === null ? null : isoDay(callBy),
    rest: letter === 'several-items' ? rest : 0,
    apology: apologyFor(items),
    lettersBefore: Math.max(...parts.map((part) => part.situation.letters.length)),
    noNews: parts.every(({ decision }) => decision.quiet),
  };
}

/** Who finds out about all of it that is late; null: nobody does, or several people do. */
function commonFinder(parts: readonly DecidedItem[]): Person | null {
  const [first, ...others] = parts.flatMap(
    ({ situation, decision: { state } }) => findsOut(situation, state) ?? [],
  );
  return first && others.every(({ id }) => id === first.id) ? first : null;
}

/** Whoever answers for the item signs; for a customer who is mended, their manager. */
export function signatory(situation: Situation): Person | null {
  const owner = ownerOf(situation);
  const { people } = situation.facts;
  const manager = mendingOf(situation) === null ? null : personAt('manager', owner, people);
  return manager ?? answersFor(owner, people);
}

/** From the second rung on the letter names the next person up, by the highest rung of its parts. */
function nextPersonUp(parts: readonly DecidedItem[], signedBy: Person | null): NamedPerson | null {
  for (const rung of ['director', 'manager'] as const) {
    const part = parts.find(
      ({ situation, decision }) => rungOf(situation, decision.state, decision.findings) === rung,
    );
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

/** One apology at most, and once for each thing: for a word that we broke, else for what is new and late, or may be. */
function apologyFor(items: StatusFacts['items']): StatusFacts['apology'] {
  if (items.some(({ brokenWord, callMissed }) => brokenWord !== null || callMissed != null)) return 'silence';
  const first = (...states: readonly ItemState[]): StatusFacts['items'] =>
    items.filter(({ state, nth }) => state !== undefined && states.includes(state) && nth === 0);
  const late = [
    ...first('broken', 'stalled', 'on_hold'),
    ...first('at_risk').filter(({ certain }) => certain),
  ];
  if (late.length > 0 || items.some(({ ended }) => ended != null)) return 'delay';
  if (items.some(({ withdrawn }) => withdrawn != null) || items.some(isMovedLater)) return 'delay';
  return first('at_risk').length > 0 ? 'risk' : null;
}

const isMovedLater = ({ promisedBefore, promisedFor }: StatusFacts['items'][number]): boolean =>
  promisedBefore !== null && promisedFor !== null && promisedFor > promisedBefore;
