import { wasHeard } from '../customer/contacts.ts';
import type { Contact } from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import { itemsOf, type Reply } from '../customer/replies.ts';

/** The first contact after a reply by which a person answered it: about the same item, or with nothing named on one side. */
export const answerTo = ({ at, about }: Reply, contacts: readonly Contact[]): Contact | null => {
  const items = itemsOf(about);
  const answers = ({ item }: Contact) =>
    item === null || items.length === 0 || items.some((one) => sameItem(one, item));
  let first: Contact | null = null;
  for (const contact of contacts)
    if (contact.at > at && wasHeard(contact) && answers(contact) && (first === null || contact.at < first.at))
      first = contact;
  return first;
};

/** The replies that no person has answered, oldest first. @param contacts those of the company's own tables */
export const openReplies = (replies: readonly Reply[], contacts: readonly Contact[]): readonly Reply[] =>
  replies.filter((reply) => reply.answeredAt === null && answerTo(reply, contacts) === null);
