import type { LetterId } from '../../customer/ids.ts';
import type { Databases } from '../../database/databases.ts';
import type { Rules } from '../../policy/rules.ts';
import { readAddresses } from '../../source/find/addresses.ts';
import { anyConnection } from '../../source/rows/snapshot.ts';
import { type Addressed, itemsFor, type Recipient, recipientNow } from './recipient.ts';

/** Whom letters go to now. A letter missing in the answer was not looked at. @throws the database's error */
export type Recipients = (letters: readonly Addressed[]) => Promise<ReadonlyMap<LetterId, Recipient>>;

/** Asks the company's tables, once for all these letters, and only those tables that say it. */
export const recipientsWith =
  (
    { sourcePool }: Pick<Databases, 'sourcePool'>,
    { sourceSchema }: Pick<Rules, 'sourceSchema'>,
  ): Recipients =>
  async (letters) => {
    const toCustomers = letters.filter(({ audience }) => audience === 'customer');
    const now = await readAddresses(await anyConnection(sourcePool, sourceSchema), {
      customers: toCustomers.map(({ customerId }) => customerId),
      items: letters.flatMap(itemsFor),
      people: letters.flatMap(({ audience, forPerson }) => (audience === 'staff' ? (forPerson ?? []) : [])),
    });
    return new Map(letters.map((letter) => [letter.id, recipientNow(letter, now)]));
  };
