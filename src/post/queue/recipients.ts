import type { ItemRef, LetterId } from '../../customer/ids.ts';
import type { Databases } from '../../database/databases.ts';
import type { Rules } from '../../policy/rules.ts';
import { readAddresses } from '../../source/find/addresses.ts';
import { anyConnection } from '../../source/rows/snapshot.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import { type Recipient, recipientNow } from './recipient.ts';

/** Whom letters go to now. A letter missing in the answer was not looked at. @throws the database's error */
export type Recipients = (letters: readonly ClaimedLetter[]) => Promise<ReadonlyMap<LetterId, Recipient>>;

/** Asks the company's tables, once for all these letters. */
export const recipientsWith =
  (
    { sourcePool }: Pick<Databases, 'sourcePool'>,
    { sourceSchema }: Pick<Rules, 'sourceSchema'>,
  ): Recipients =>
  async (letters) => {
    const now = await readAddresses(await anyConnection(sourcePool, sourceSchema), {
      customers: letters.map(({ customerId }) => customerId),
      items: letters.flatMap(({ about }) => about).filter((one): one is ItemRef => one.kind !== 'invoice'),
      people: letters.flatMap(({ forPerson }) => forPerson ?? []),
    });
    return new Map(letters.map((letter) => [letter.id, recipientNow(letter, now)]));
  };
