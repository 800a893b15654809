import type { Contact, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import type { ItemRef } from '../customer/ids.ts';
import { itemsOf, type Reply } from '../customer/replies.ts';

/** The facts with what the customer wrote to us, and with the answers that we were told of. */
export function withReplies(facts: CustomerFacts, { inbox }: Pick<CustomerMemory, 'inbox'>): CustomerFacts {
  const contacts = inbox.replies.flatMap(contactsOf);
  return contacts.length === 0 ? facts : { ...facts, contacts: [...facts.contacts, ...contacts] };
}

/** One for each item that it is about; none where it answers a reminder, which is a matter of dunning alone. */
function contactsOf(reply: Reply): readonly Contact[] {
  const { id, at, about, answeredAt } = reply;
  const items: readonly (ItemRef | null)[] = about.length === 0 ? [null] : itemsOf(about);
  return items.flatMap((item): Contact[] => [
    { id, item, at, channel: 'email', direction: 'from_customer' },
    ...(answeredAt === null
      ? []
      : [{ id: `${id}/answer`, item, at: answeredAt, channel: 'email', direction: 'to_customer' } as const]),
  ]);
}
