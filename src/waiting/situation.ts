import type { Day, Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type {
  Case,
  CaseLetter,
  Contact,
  CustomerFacts,
  CustomerMemory,
  WaitingItem,
} from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import { GONE } from '../customer/letter-status.ts';
import type { Rules } from '../policy/rules.ts';
import type { Stage } from '../policy/stage.ts';
import { stageOfItem } from './as-shipped.ts';

/** One waiting item with all that the rules of waiting look at. Built once, read by every rule. */
export interface Situation {
  readonly item: WaitingItem;
  /** As its shipments show it, where they are ahead of its row. */
  readonly stage: Stage;
  readonly facts: CustomerFacts;
  readonly now: Instant;
  /** Today in the company's zone. */
  readonly today: Day;
  /** The company's zone. */
  readonly zone: Zone;
  readonly rules: Rules;
  /** Contacts about this item, or about the customer's business at large, oldest first. */
  readonly contacts: readonly Contact[];
  /** The open case of this item, if there is one. */
  readonly openCase: Case | null;
  /** Letters about this item that went or are going, oldest first, closed cases included. */
  readonly letters: readonly CaseLetter[];
  readonly memory: CustomerMemory;
}

export const reached = ({ status }: CaseLetter): boolean => GONE.includes(status);

/** The letter a customer read last about this item, or null. */
export const lastLetter = (situation: Situation): CaseLetter | null => situation.letters.at(-1) ?? null;

const NO_CONTACTS: readonly Contact[] = [];
const NO_LETTERS: readonly CaseLetter[] = [];

/** When it is judged, and by what. */
export type Judging = Pick<Situation, 'now' | 'today' | 'zone' | 'rules'>;

export function situationOf(
  item: WaitingItem,
  facts: CustomerFacts,
  memory: CustomerMemory,
  { now, today, zone, rules }: Judging,
): Situation {
  const cases = memory.cases.length === 0 ? memory.cases : memory.cases.filter((c) => sameItem(c.item, item));
  const letters =
    cases.length === 0
      ? NO_LETTERS
      : cases
          .flatMap((c) => c.letters)
          .filter(reached)
          .sort((a, b) => a.decidedAt - b.decidedAt || a.ordinal - b.ordinal);
  return {
    item,
    stage: stageOfItem(item, rules),
    facts,
    now,
    today,
    zone,
    rules,
    contacts: contactsAbout(item, facts.contacts),
    openCase: cases.find((c) => c.closedAt === null) ?? null,
    letters,
    memory,
  };
}

function contactsAbout(item: WaitingItem, contacts: readonly Contact[]): readonly Contact[] {
  if (contacts.length === 0) return NO_CONTACTS;
  return contacts
    .filter((contact) => contact.item === null || sameItem(contact.item, item))
    .sort((a, b) => a.at - b.at);
}
