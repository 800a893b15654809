import type { Instant } from '../calendar/time.ts';
import { wasHeard } from './contacts.ts';
import type { Case, Contact, CustomerFacts, CustomerMemory } from './customer.ts';
import { sameItem } from './ids.ts';

/** A call that somebody was asked to make, and that was made: a contact tells. */
export interface CallMade {
  readonly key: string;
  readonly at: Instant;
  readonly contact: string;
}

/** The calls about items that somebody was asked to make, where a person spoke to the customer since. */
export function callsMade(
  { contacts }: Pick<CustomerFacts, 'contacts'>,
  { cases }: Pick<CustomerMemory, 'cases'>,
  now: Instant,
): readonly CallMade[] {
  const heard = contacts.filter((contact) => contact.at <= now && wasHeard(contact));
  return heard.length === 0 ? NONE : cases.flatMap((theCase) => callsOf(theCase, heard));
}

const NONE: readonly CallMade[] = [];

const callsOf = ({ item, tasks }: Case, heard: readonly Contact[]): readonly CallMade[] =>
  tasks
    .filter(({ kind, doneAt }) => kind === 'call-customer' && doneAt === null)
    .flatMap(({ key, createdAt }) => {
      const contact = heard.find(
        (each) => each.at >= createdAt && (each.item === null || sameItem(each.item, item)),
      );
      return contact ? [{ key, at: contact.at, contact: contact.id }] : [];
    });

/** The memory with these calls made; the same object where there is none. */
export function withCallsMade(memory: CustomerMemory, made: readonly CallMade[]): CustomerMemory {
  if (made.length === 0) return memory;
  const at = new Map(made.map((call) => [call.key, call.at]));
  const cases = memory.cases.map((each) =>
    each.tasks.some(({ key }) => at.has(key))
      ? { ...each, tasks: each.tasks.map((task) => ({ ...task, doneAt: at.get(task.key) ?? task.doneAt })) }
      : each,
  );
  return { ...memory, cases };
}
